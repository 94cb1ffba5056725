using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Saccade.Editing.Formats.Xml;

/// <summary>
/// Reads a document as it stands, white space included, so that it can be written again unchanged. Input is hostile: a document type may be named
/// but not defined, no entity is expanded, nothing is fetched, depth and number of nodes are bounded. Short texts are shared, which halves the memory of a timeline.
/// </summary>
internal static class XmlSource
{
    public const int MostDepth = 256;
    public const int MostNodes = 10_000_000;
    private const int PrologueBytes = 1 << 16;

    /// <exception cref="TimelineException">The text is no XML, or more than is read; names the line.</exception>
    public static XDocument Load(Stream content)
    {
        var type = Prologue.ReadDocumentType(content, PrologueBytes, out var notesBefore);
        var settings = new XmlReaderSettings
        {
            // The document type has been read above: a bare name, or the document was refused. Whatever the parser finds, it does not read.
            DtdProcessing = DtdProcessing.Ignore,
            XmlResolver = null,
            CloseInput = false,
            MaxCharactersFromEntities = 1,
        };
        using var reader = XmlReader.Create(content, settings);
        try
        {
            return Build(reader, type, notesBefore);
        }
        catch (XmlException failure)
        {
            throw new TimelineException($"is no well-formed XML: {Cause(failure)}", line: failure.LineNumber, cause: failure);
        }
        catch (Exception failure) when (failure is DecoderFallbackException or ArgumentException)
        {
            throw new TimelineException($"is no well-formed XML: {failure.Message}", line: ((IXmlLineInfo)reader).LineNumber, cause: failure);
        }
    }

    /// <summary>The line on which an element (or the nearest around it) begins; 0 for an element that was not read.</summary>
    public static int LineOf(XElement? element)
    {
        for (; element is not null; element = element.Parent)
        {
            if (element.Annotation<LineMark>() is { } mark)
                return mark.Line;
        }
        return 0;
    }

    /// <param name="type">The document type, which the parser passes over.</param>
    /// <param name="notesBefore">How many comments and processing instructions stand before it.</param>
    private static XDocument Build(XmlReader reader, XDocumentType? type, int notesBefore)
    {
        var document = new XDocument();
        var texts = new SharedTexts();
        var open = new Stack<(XElement Element, int Line)>();
        var nodes = 0;
        while (reader.Read())
        {
            nodes += reader.NodeType == XmlNodeType.EndElement ? 0 : 1 + reader.AttributeCount;
            if (nodes > MostNodes)
                throw new TimelineException($"has more than {MostNodes} parts; timelines have fewer", line: Line(reader));
            switch (reader.NodeType)
            {
                case XmlNodeType.XmlDeclaration:
                    document.Declaration = new XDeclaration(reader.GetAttribute("version"), reader.GetAttribute("encoding"), reader.GetAttribute("standalone"));
                    break;
                case XmlNodeType.Element:
                    if (open.Count >= MostDepth)
                        throw new TimelineException($"is nested more than {MostDepth} levels deep", line: Line(reader));
                    AddType(document, ref type);
                    var line = Line(reader);
                    var isEmpty = reader.IsEmptyElement;
                    var element = Element(reader, texts);
                    if (isEmpty)
                        Attach(document, open, element);
                    else
                        open.Push((element, line));
                    break;
                case XmlNodeType.EndElement:
                    var (closed, begun) = open.Pop();
                    if (closed.IsEmpty) // not FirstNode, which makes a node of every text
                        closed.Add(""); // <a></a> is not <a/>
                    else if (closed.HasElements || open.Count == 0)
                        closed.AddAnnotation(new LineMark(begun));
                    Attach(document, open, closed);
                    break;
                case XmlNodeType.Text or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace when open.Count > 0:
                    open.Peek().Element.Add(texts.Share(reader.Value));
                    break;
                case XmlNodeType.Whitespace:
                    if (notesBefore == 0 && document.LastNode is XText)
                        AddType(document, ref type);
                    document.Add(new XText(texts.Share(reader.Value)));
                    break;
                case XmlNodeType.CDATA:
                    open.Peek().Element.Add(new XCData(reader.Value));
                    break;
                case XmlNodeType.Comment or XmlNodeType.ProcessingInstruction when open.Count == 0:
                    if (notesBefore-- == 0)
                        AddType(document, ref type);
                    document.Add(reader.NodeType == XmlNodeType.Comment ? new XComment(reader.Value) : new XProcessingInstruction(reader.Name, reader.Value));
                    break;
                case XmlNodeType.Comment:
                    open.Peek().Element.Add(new XComment(reader.Value));
                    break;
                case XmlNodeType.ProcessingInstruction:
                    open.Peek().Element.Add(new XProcessingInstruction(reader.Name, reader.Value));
                    break;
                case XmlNodeType.EntityReference:
                    throw new TimelineException($"refers to the entity '{reader.Name}', which is not expanded", line: Line(reader));
            }
        }
        return document;
    }

    private static XElement Element(XmlReader reader, SharedTexts texts)
    {
        var element = new XElement(XName.Get(reader.LocalName, reader.NamespaceURI));
        while (reader.MoveToNextAttribute())
        {
            var space = reader.Name == "xmlns" ? "" : reader.NamespaceURI;
            element.Add(new XAttribute(XName.Get(reader.LocalName, space), texts.Share(reader.Value)));
        }
        return element;
    }

    private static void AddType(XDocument document, ref XDocumentType? type)
    {
        if (type is not null)
            document.Add(type);
        type = null;
    }

    private static void Attach(XDocument document, Stack<(XElement Element, int Line)> open, XElement element)
    {
        if (open.Count == 0)
            document.Add(element);
        else
            open.Peek().Element.Add(element);
    }

    private static int Line(XmlReader reader) => ((IXmlLineInfo)reader).LineNumber;

    private static string Cause(XmlException failure)
    {
        // The parser appends "Line 3, position 7.", which the message says already.
        var end = failure.Message.LastIndexOf(" Line ", StringComparison.Ordinal);
        return (end < 0 ? failure.Message : failure.Message[..end]).TrimEnd('.');
    }

    /// <summary>Only elements with elements inside carry their line: a value's line is its parent's to within a few.</summary>
    private sealed class LineMark(int line)
    {
        public int Line { get; } = line;
    }

    /// <summary>One string for each short text, however often it occurs: indentation, TRUE, 30.</summary>
    private sealed class SharedTexts
    {
        private const int LongestShared = 40;
        private const int MostShared = 1 << 18;

        private readonly HashSet<string> _texts = [];

        public string Share(string text)
        {
            if (text.Length > LongestShared)
                return text;
            if (_texts.TryGetValue(text, out var known))
                return known;
            if (_texts.Count < MostShared)
                _texts.Add(text);
            return text;
        }
    }
}
