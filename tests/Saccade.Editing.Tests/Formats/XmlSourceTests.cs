using System.Text;
using System.Xml.Linq;
using Saccade.Editing.Formats.Xml;

namespace Saccade.Editing.Tests.Formats;

public class XmlSourceTests
{
    private const string Real = """
        <?xml version="1.0" ?>
        <!-- first -->
        <!DOCTYPE xmeml>

        <xmeml version="4" x:odd="&lt;&#10;" xmlns:x="urn:x">
        	<a></a><b/> <c>&#13;1</c>
        	<![CDATA[<raw>]]><?target data?>
        </xmeml>

        """;

    [Fact]
    public void A_document_is_written_as_it_was_read()
    {
        var once = Save(Load(Real));
        Assert.True(XNode.DeepEquals(XDocument.Parse(Real, LoadOptions.PreserveWhitespace).Root, XDocument.Parse(once, LoadOptions.PreserveWhitespace).Root));
        Assert.Equal(once, Save(Load(once)));
        Assert.StartsWith("<?xml version=\"1.0\"?>", once, StringComparison.Ordinal);
        Assert.Contains("<a></a><b /> <c>&#xD;1</c>", once, StringComparison.Ordinal);
        Assert.Contains("<!DOCTYPE xmeml>", once, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]><x>&b;</x>", "defines a document type of its own")]
    [InlineData("<!DOCTYPE x [<!ENTITY f SYSTEM \"file:///etc/passwd\">]><x>&f;</x>", "defines a document type of its own")]
    [InlineData("<!DOCTYPE x SYSTEM \"http://localhost:1/x.dtd\"><x>&f;</x>", "undeclared entity")]
    [InlineData("<x>\n<y></x>", "no well-formed XML")]
    [InlineData("<x>", "no well-formed XML")]
    [InlineData("", "no well-formed XML")]
    [InlineData("<x>&unknown;</x>", "undeclared entity")]
    public void What_is_malformed_or_defines_entities_is_refused_in_one_line(string text, string cause)
    {
        var failure = Assert.Throws<TimelineException>(() => Load(text));
        Assert.Contains(cause, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', failure.Message);
    }

    [Fact]
    public void An_external_document_type_is_kept_and_not_fetched() =>
        Assert.Contains("<!DOCTYPE x SYSTEM \"http://localhost:1/x.dtd\">", Save(Load("<!DOCTYPE x SYSTEM \"http://localhost:1/x.dtd\"><x/>")), StringComparison.Ordinal);

    [Fact]
    public void Depth_is_bounded()
    {
        var deep = string.Concat(Enumerable.Repeat("<a>", XmlSource.MostDepth + 1));
        Assert.Contains("levels deep", Assert.Throws<TimelineException>(() => Load(deep)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_element_knows_its_line()
    {
        var document = Load(Real);
        Assert.Equal(5, XmlSource.LineOf(document.Root));
        Assert.Equal(5, XmlSource.LineOf(document.Root!.Element("c")));
    }

    private static XDocument Load(string text) => XmlSource.Load(new MemoryStream(Encoding.UTF8.GetBytes(text)));

    private static string Save(XDocument document)
    {
        using var output = new MemoryStream();
        XmlOutput.Save(document, output);
        return Encoding.UTF8.GetString(output.ToArray());
    }
}
