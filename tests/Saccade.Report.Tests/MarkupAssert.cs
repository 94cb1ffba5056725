using System.Xml;
using System.Xml.Linq;

namespace Saccade.Report.Tests;

/// <summary>Holds markup against what a parser, not an eye, makes of it.</summary>
internal static class MarkupAssert
{
    /// <summary>Parses a piece of SVG as XML.</summary>
    public static XElement IsSvg(Html markup)
    {
        var root = XElement.Parse(markup.ToString());
        Assert.Equal("svg", root.Name.LocalName);
        Assert.NotEmpty((string?)root.Attribute("aria-label") ?? "");
        Assert.All(root.DescendantsAndSelf().Attributes(), a => Assert.DoesNotContain("NaN", a.Value));
        return root;
    }

    /// <summary>Parses a page as XML, once the few tags that HTML leaves open have been closed, and returns its body.</summary>
    public static XElement IsPage(string page)
    {
        Assert.StartsWith("<!DOCTYPE html>", page);
        var body = page[page.IndexOf("<body>", StringComparison.Ordinal)..page.IndexOf("</html>", StringComparison.Ordinal)];
        using var reader = XmlReader.Create(new StringReader(System.Text.RegularExpressions.Regex.Replace(body, "(<img [^>]*)>", "$1/>")));
        return XElement.Load(reader);
    }
}
