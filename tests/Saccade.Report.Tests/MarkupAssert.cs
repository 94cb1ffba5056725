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
        Assert.Equal(["title", "desc"], root.Elements().Take(2).Select(e => e.Name.LocalName));
        Assert.All(root.Elements().Take(2), e => Assert.NotEmpty(e.Value));
        Assert.All(root.DescendantsAndSelf().Attributes(), a => Assert.DoesNotContain("NaN", a.Value));
        return root;
    }

    /// <summary>Parses a page as XML, once the few tags that HTML leaves open have been closed, and returns its body.</summary>
    public static XElement IsPage(string page)
    {
        Assert.StartsWith("<!DOCTYPE html>", page);
        var body = page[page.IndexOf("<body>", StringComparison.Ordinal)..page.IndexOf("</html>", StringComparison.Ordinal)];
        using var reader = XmlReader.Create(new StringReader(System.Text.RegularExpressions.Regex.Replace(body, "(<img [^>]*)>", "$1/>")));
        var root = XElement.Load(reader);
        foreach (var chart in root.Descendants().Where(e => e.Name.LocalName == "svg" && (string?)e.Attribute("class") == "chart"))
            IsSvg(Html.Trusted(chart.ToString()));
        return root;
    }

    /// <summary>Nothing of the page is fetched or run: whatever it names is within it.</summary>
    public static void IsSelfContained(string page)
    {
        Assert.DoesNotContain("<script", page);
        Assert.DoesNotContain("<link", page);
        Assert.DoesNotContain("<video", page);
        Assert.DoesNotContain("@import", page);
        Assert.DoesNotContain("url(", page);
        Assert.DoesNotContain("http", page.Replace("http://www.w3.org/2000/svg", ""));
        foreach (System.Text.RegularExpressions.Match source in System.Text.RegularExpressions.Regex.Matches(page, "(?:src|href|srcset)=\"(.{0,30})"))
            Assert.StartsWith("data:image/png;base64,", source.Groups[1].Value);
    }
}
