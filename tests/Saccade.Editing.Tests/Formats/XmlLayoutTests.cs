using System.Xml.Linq;
using Saccade.Editing.Formats.Xml;

namespace Saccade.Editing.Tests.Formats;

public class XmlLayoutTests
{
    [Fact]
    public void A_new_child_is_indented_like_its_neighbours_and_stands_where_it_belongs()
    {
        var root = Parse("<r>\n\t<c>\n\t\t<name>x</name>\n\t\t<end>1</end>\n\t</c>\n</r>");
        XmlLayout.SetChild(root.Element("c")!, "start", "0", "id", "name");
        Assert.Equal("<r>\n\t<c>\n\t\t<name>x</name>\n\t\t<start>0</start>\n\t\t<end>1</end>\n\t</c>\n</r>", Text(root));
        XmlLayout.SetChild(root.Element("c")!, "start", null);
        XmlLayout.SetChild(root.Element("c")!, "end", "2");
        Assert.Equal("<r>\n\t<c>\n\t\t<name>x</name>\n\t\t<end>2</end>\n\t</c>\n</r>", Text(root));
    }

    [Fact]
    public void Children_of_a_kind_are_arranged_and_others_stay()
    {
        var root = Parse("<r>\n\t<a>1</a>\n\t<a>2</a>\n\t<z/>\n</r>");
        var all = root.Elements("a").ToArray();
        XmlLayout.Arrange(root, all, [all[1], new XElement("a", new XElement("b", 3))], after: null);
        Assert.Equal("<r>\n\t<a>2</a>\n\t<a>\n\t\t<b>3</b>\n\t</a>\n\t<z />\n</r>", Text(root));
        XmlLayout.Arrange(root, [.. root.Elements("a")], [], after: null);
        Assert.Equal("<r>\n\t<z />\n</r>", Text(root));
    }

    [Fact]
    public void Where_nothing_is_indented_nothing_becomes_so()
    {
        var root = Parse("<r><c><a>1</a></c></r>");
        XmlLayout.SetChild(root.Element("c")!, "b", "2");
        XmlLayout.InsertAfter(root, null, new XElement("first", new XElement("x")));
        Assert.Equal("<r><first><x /></first><c><a>1</a><b>2</b></c></r>", Text(root));
    }

    private static XElement Parse(string text) => XElement.Parse(text, LoadOptions.PreserveWhitespace);

    private static string Text(XElement element) => element.ToString(SaveOptions.DisableFormatting);
}
