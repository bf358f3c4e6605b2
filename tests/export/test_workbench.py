"""TMX and XLIFF, read back by translate-toolkit (GPL, for tests only) and held against their schemas.

The published schemas are not in any package registry, so that what is checked
here is a schema of our own for the elements we write, with the content models
of tmx14.dtd (LISA/GALA) and of xliff_core_2.0.xsd with metadata.xsd (OASIS,
XLIFF 2.1). Where OQYRMAN_SCHEMAS names a folder with the published files, the
exports are held against them too.
"""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest
from lxml import etree

from tests.contracts.exporters import ExporterContract
from tests.export.samples import article, hard
from webapp.document import Translation
from webapp.errors import InputError
from webapp.export import ExportOptions, export, tmx, xliff

TMX = """
<!ELEMENT tmx (header, body)> <!ATTLIST tmx version CDATA #FIXED "1.4">
<!ELEMENT header (note|prop)*>
<!ATTLIST header creationtool CDATA #REQUIRED creationtoolversion CDATA #REQUIRED
  segtype (block|paragraph|sentence|phrase) #REQUIRED o-tmf CDATA #REQUIRED adminlang CDATA #REQUIRED
  srclang CDATA #REQUIRED datatype CDATA #REQUIRED creationdate CDATA #IMPLIED>
<!ELEMENT note (#PCDATA)> <!ATTLIST note xml:lang CDATA #IMPLIED>
<!ELEMENT prop (#PCDATA)> <!ATTLIST prop type CDATA #REQUIRED>
<!ELEMENT body (tu*)>
<!ELEMENT tu ((note|prop)*, tuv+)>
<!ATTLIST tu tuid CDATA #IMPLIED datatype CDATA #IMPLIED segtype (block|paragraph|sentence|phrase) #IMPLIED>
<!ELEMENT tuv ((note|prop)*, seg)> <!ATTLIST tuv xml:lang CDATA #REQUIRED creationid CDATA #IMPLIED>
<!ELEMENT seg (#PCDATA|ph)*>
<!ELEMENT ph (#PCDATA)> <!ATTLIST ph x CDATA #IMPLIED type CDATA #IMPLIED>
"""

XLIFF = """
<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="urn:oasis:names:tc:xliff:document:2.0"
    datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
  <start><element name="xliff">
    <attribute name="version" ns=""><value>2.1</value></attribute>
    <attribute name="srcLang" ns=""><data type="language"/></attribute>
    <attribute name="trgLang" ns=""><data type="language"/></attribute>
    <element name="file">
      <attribute name="id" ns=""><data type="NMTOKEN"/></attribute>
      <optional><attribute name="original" ns=""/></optional>
      <attribute name="srcDir" ns=""><ref name="dir"/></attribute>
      <attribute name="trgDir" ns=""><ref name="dir"/></attribute>
      <attribute name="xml:space"><value>preserve</value></attribute>
      <ref name="metadata"/><ref name="notes"/>
      <oneOrMore><element name="unit">
        <attribute name="id" ns=""><data type="NMTOKEN"/></attribute>
        <optional><attribute name="canResegment" ns=""><value>no</value></attribute></optional>
        <optional><attribute name="type" ns=""><data type="string"><param name="pattern">[^\\s:]+:[^\\s:]+</param></data>
        </attribute></optional>
        <optional><ref name="metadata"/></optional><optional><ref name="notes"/></optional>
        <oneOrMore><choice>
          <element name="segment">
            <optional><attribute name="id" ns=""><data type="NMTOKEN"/></attribute></optional>
            <optional><attribute name="state" ns=""><choice><value>translated</value><value>reviewed</value></choice>
            </attribute></optional>
            <element name="source"><ref name="text"/></element>
            <optional><element name="target"><ref name="text"/></element></optional>
          </element>
          <element name="ignorable"><element name="source"><ref name="text"/></element></element>
        </choice></oneOrMore>
      </element></oneOrMore>
    </element>
  </element></start>
  <define name="dir"><choice><value>ltr</value><value>rtl</value></choice></define>
  <define name="text"><mixed><zeroOrMore><element name="cp"><attribute name="hex" ns=""><data type="hexBinary"/></attribute>
  </element></zeroOrMore></mixed></define>
  <define name="notes"><element name="notes"><oneOrMore><element name="note">
    <attribute name="category" ns=""/>
    <optional><attribute name="priority" ns=""><data type="positiveInteger"/></attribute></optional>
    <optional><attribute name="appliesTo" ns=""><value>target</value></attribute></optional><text/>
  </element></oneOrMore></element></define>
  <define name="metadata"><element name="metadata" ns="urn:oasis:names:tc:xliff:metadata:2.0"><oneOrMore>
    <element name="metaGroup" ns="urn:oasis:names:tc:xliff:metadata:2.0"><attribute name="category" ns=""/><oneOrMore>
      <element name="meta" ns="urn:oasis:names:tc:xliff:metadata:2.0"><attribute name="type" ns=""/><text/></element>
    </oneOrMore></element></oneOrMore></element></define>
</grammar>
"""


def published(name: str) -> Path:
    """A published schema file, or skip."""
    path = Path(os.environ.get("OQYRMAN_SCHEMAS", "/nowhere")) / name
    if not path.is_file():
        pytest.skip(f"{name} is not here: put the published schemas in a folder and name it in OQYRMAN_SCHEMAS")
    return path


class _Workbench(ExporterContract):
    """What holds of both: nothing is cleaned, so that sentences are compared as they are."""

    shows_layouts = False

    def hard_text(self, text: str, translation: Translation) -> None:
        """Only characters that XML forbids look different to a reader that does not know their codes."""
        self.in_order(text, [item.text for item in translation.segments if item.text.isprintable()])


class TestTmx(_Workbench):
    """TMX, by translate-toolkit."""

    fmt = "tmx"

    def text(self, data: bytes) -> str:
        """Targets, sources, then header notes and properties, which the toolkit does not show."""
        toolkit = pytest.importorskip("translate.storage.tmx")
        units = toolkit.tmxfile(io.BytesIO(data)).units
        lines = [str(unit.target) for unit in units] + [str(unit.source) for unit in units]
        return "\n".join([*lines, self.metadata(data)])

    def metadata(self, data: bytes) -> str:
        """The header."""
        header = etree.fromstring(data).find("header")
        assert header is not None
        return "\n".join(str(text) for text in header.itertext()) + str(dict(header.attrib))

    @pytest.mark.parametrize("translation", [article("kk"), article("ug", fit=False), hard()])
    def test_schema(self, translation: Translation) -> None:
        """The file keeps the content model of TMX 1.4b."""
        root = etree.fromstring(export(translation, "tmx", ExportOptions()))
        dtd = etree.DTD(io.StringIO(TMX))
        assert dtd.validate(root), dtd.error_log

    def test_published_schema(self) -> None:
        """The same, by the published DTD."""
        dtd = etree.DTD(str(published("tmx14.dtd")))
        assert dtd.validate(etree.fromstring(export(hard(), "tmx", ExportOptions()))), dtd.error_log

    def test_review_is_kept(self) -> None:
        """A unit says whether a person approved it."""
        units = tmx.read(export(article("ru"), "tmx", ExportOptions()))
        assert [number for number, unit in enumerate(units) if unit.reviewed] == [1, 2, 5]


class TestXliff(_Workbench):
    """XLIFF, by translate-toolkit."""

    fmt = "xliff"

    def text(self, data: bytes) -> str:
        """Targets, sources, then the notes and metadata."""
        toolkit = pytest.importorskip("translate.storage.xliff2")
        units = toolkit.Xliff2File.parsestring(data).units
        lines = [str(unit.target or "") for unit in units] + [str(unit.source or "") for unit in units]
        spelt = "\n".join("".join(map(str, node.itertext())) for node in etree.fromstring(data).iter("{*}target"))
        return "\n".join([*lines, spelt, self.metadata(data)])

    def metadata(self, data: bytes) -> str:
        """The notes and the metadata module."""
        root = etree.fromstring(data)
        return "\n".join(str(node.text) for node in root.iter("{*}note", "{*}meta"))

    @pytest.mark.parametrize("translation", [article("kk"), article("ug", fit=False), hard()])
    def test_schema(self, translation: Translation) -> None:
        """The file keeps the content model of XLIFF 2.1."""
        schema = etree.RelaxNG(etree.fromstring(XLIFF))
        assert schema.validate(etree.fromstring(export(translation, "xliff", ExportOptions()))), schema.error_log

    def test_published_schema(self) -> None:
        """The same, by the published XSD."""
        schema = etree.XMLSchema(etree.parse(str(published("xliff_core_2.0.xsd"))))
        assert schema.validate(etree.fromstring(export(hard(), "xliff", ExportOptions()))), schema.error_log

    def test_an_edited_file_comes_back(self) -> None:
        """A translator's change and her "final" are read."""
        data = export(article("kk", reviewed=frozenset()), "xliff", ExportOptions())
        edited = data.replace("Астананың".encode(), "Нұр-Сұлтанның".encode()).replace(b'id="s10" state="translated"', b'id="s10" state="final"')
        unit = xliff.read(edited).units[10]
        assert unit.target.startswith("Нұр-Сұлтанның") and unit.reviewed


@pytest.mark.parametrize("read", [tmx.read, xliff.read])
@pytest.mark.parametrize("data", [b"", b"<tmx>", b"\x00", b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>"])
def test_what_is_no_such_file_is_refused(read: object, data: bytes) -> None:
    """Damaged and hostile files raise what a reader understands, or hold nothing."""
    try:
        found = read(data)  # type: ignore[operator]
    except InputError:
        return
    assert found == () and b"root:" not in repr(found).encode()
