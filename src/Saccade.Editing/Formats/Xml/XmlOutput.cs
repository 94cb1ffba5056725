using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Saccade.Editing.Formats.Xml;

/// <summary>Writes a document as it stands, in UTF-8: nothing is indented here (see <see cref="XmlLayout"/>), and writing what was written gives the same bytes.</summary>
internal static class XmlOutput
{
    public static void Save(XDocument document, Stream output)
    {
        using (var text = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true))
        {
            // The writer's own declaration cannot leave out the encoding or say it in the file's letters.
            if (document.Declaration is { } declaration)
            {
                var encoding = declaration.Encoding is null ? "" : $" encoding=\"{(declaration.Encoding.Equals("utf-8", StringComparison.OrdinalIgnoreCase) ? declaration.Encoding : "UTF-8")}\"";
                var standalone = declaration.Standalone is null ? "" : $" standalone=\"{declaration.Standalone}\"";
                text.Write($"<?xml version=\"{declaration.Version ?? "1.0"}\"{encoding}{standalone}?>");
            }
        }
        var settings = new XmlWriterSettings
        {
            Encoding = new UTF8Encoding(false),
            OmitXmlDeclaration = true,
            // The document type is written by hand: the writer's own has a space at its end.
            ConformanceLevel = ConformanceLevel.Fragment,
            // Carriage returns in texts are content, and a reader would make line feeds of them.
            NewLineHandling = NewLineHandling.Entitize,
            CloseOutput = false,
        };
        using var writer = XmlWriter.Create(output, settings);
        foreach (var node in document.Nodes())
        {
            if (node is XDocumentType type)
                writer.WriteRaw(DocumentType(type));
            else
                node.WriteTo(writer);
        }
    }

    private static string DocumentType(XDocumentType type) => (type.PublicId, type.SystemId) switch
    {
        (null, null) => $"<!DOCTYPE {type.Name}>",
        (null, { } system) => $"<!DOCTYPE {type.Name} SYSTEM \"{system}\">",
        ({ } known, var system) => $"<!DOCTYPE {type.Name} PUBLIC \"{known}\" \"{system}\">",
    };
}
