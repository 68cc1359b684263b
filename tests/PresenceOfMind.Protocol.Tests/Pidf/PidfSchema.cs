using System.Xml;
using System.Xml.Schema;

namespace PresenceOfMind.Protocol.Tests.Pidf;

/// <summary>RFC 3863's schema, and that ids are names used once, persons' and devices' too (RFC 4479).</summary>
internal static class PidfSchema
{
    private static readonly XmlSchemaSet Schemas = Load();

    internal static void AssertValid(byte[] document)
    {
        var settings = new XmlReaderSettings { ValidationType = ValidationType.Schema, Schemas = Schemas };
        settings.ValidationFlags |= XmlSchemaValidationFlags.ReportValidationWarnings;
        settings.ValidationEventHandler += (_, e) =>
        {
            // A warning only says that an element of another namespace has no schema here.
            if (e.Severity == XmlSeverityType.Error)
            {
                Assert.Fail($"{e.Message}\n{document.Text()}");
            }
        };
        var ids = new HashSet<string>();
        using var reader = XmlReader.Create(new MemoryStream(document), settings);
        while (reader.Read())
        {
            if (reader.Depth == 1 && reader.NodeType == XmlNodeType.Element && reader.LocalName is "tuple" or "person" or "device")
            {
                Assert.True(
                    ids.Add(XmlConvert.VerifyNCName(reader.GetAttribute("id")!)),
                    $"Twice the id {reader.GetAttribute("id")}\n{document.Text()}");
            }
        }
    }

    private static XmlSchemaSet Load()
    {
        var schemas = new XmlSchemaSet();
        using var stream = typeof(PidfSchema).Assembly.GetManifestResourceStream("pidf.xsd")!;
        using var reader = XmlReader.Create(stream);
        using var ofXml = XmlReader.Create(new StringReader("""
            <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.w3.org/XML/1998/namespace">
              <xs:attribute name="lang" type="xs:language" />
            </xs:schema>
            """));
        schemas.Add(null, ofXml);
        schemas.Add(null, reader);
        schemas.Compile();
        return schemas;
    }
}
