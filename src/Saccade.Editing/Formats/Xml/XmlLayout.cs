using System.Xml.Linq;

namespace Saccade.Editing.Formats.Xml;

/// <summary>Changes documents so that they look as if their author had made the change: what is new is indented like its neighbours, what goes takes its white space with it.</summary>
internal static class XmlLayout
{
    private const string Unit = "\t";

    /// <summary>Sets the text of a child, and makes the child where there is none; null removes it. A child that says so already is not touched.</summary>
    /// <param name="parent">The element.</param>
    /// <param name="name">The child's name.</param>
    /// <param name="text">Its text.</param>
    /// <param name="after">Names of children behind the last of which a new one stands; behind all children where there are none of them.</param>
    public static void SetChild(XElement parent, XName name, string? text, params ReadOnlySpan<string> after)
    {
        var child = parent.Element(name);
        if (text is null)
        {
            if (child is not null)
                Remove(child);
        }
        else if (child is null)
        {
            XElement? place = null;
            foreach (var sibling in after)
                place = Later(place, parent.Elements(parent.GetDefaultNamespace() + sibling).LastOrDefault());
            InsertAfter(parent, place ?? parent.Elements().LastOrDefault(), new XElement(name, text));
        }
        else if (child.Value != text)
        {
            child.Value = text;
        }
    }

    /// <summary>
    /// Makes the children of a kind those that are wanted, in that order. Elements that are there already are not touched where the order allows it.
    /// </summary>
    /// <param name="parent">The element.</param>
    /// <param name="existing">Its children of that kind, in order.</param>
    /// <param name="wanted">Some of them, and new ones.</param>
    /// <param name="after">What the first stands behind where none exists yet; null for the beginning.</param>
    public static void Arrange(XElement parent, IReadOnlyList<XElement> existing, IReadOnlyList<XElement> wanted, XElement? after)
    {
        if (existing.SequenceEqual(wanted))
            return;
        var place = existing.Count > 0 ? existing[0].ElementsBeforeSelf().LastOrDefault() : after;
        var kept = wanted.ToHashSet();
        foreach (var gone in existing.Where(e => !kept.Contains(e)))
            Remove(gone);
        foreach (var element in wanted)
        {
            var next = place is null ? parent.Elements().FirstOrDefault() : place.ElementsAfterSelf().FirstOrDefault();
            if (!ReferenceEquals(next, element))
            {
                if (element.Parent is not null)
                    Remove(element);
                InsertAfter(parent, place, element);
            }
            place = element;
        }
    }

    /// <summary>Puts an element behind a sibling (null: before all), on a line of its own where its neighbours have lines of their own.</summary>
    public static void InsertAfter(XElement parent, XElement? sibling, XElement element)
    {
        var indent = IndentOf(parent);
        if (indent is not null)
            Indent(element, indent + Unit);
        object[] added = indent is null ? [element] : [new XText("\n" + indent + Unit), element];
        if (sibling is not null)
        {
            sibling.AddAfterSelf(added);
        }
        else if (parent.Elements().FirstOrDefault() is { } first)
        {
            ((XNode)(first.PreviousNode is XText space ? space : first)).AddBeforeSelf(added);
        }
        else
        {
            var isBlank = parent.Nodes().All(n => n is XText text && string.IsNullOrWhiteSpace(text.Value));
            if (isBlank)
                parent.RemoveNodes();
            parent.Add(added);
            if (indent is not null)
                parent.Add(new XText("\n" + indent));
        }
    }

    /// <summary>Takes an element out, with the white space before it.</summary>
    public static void Remove(XElement element)
    {
        if (element.PreviousNode is XText space && string.IsNullOrWhiteSpace(space.Value))
            space.Remove();
        element.Remove();
    }

    /// <summary>Gives every element inside that has elements a line for each of them.</summary>
    /// <param name="element">Without white space of its own between elements; one that has some is left as it is.</param>
    /// <param name="indent">The white space before the element itself.</param>
    public static void Indent(XElement element, string indent)
    {
        if (!element.HasElements || element.Nodes().Any(n => n is XText))
            return;
        // Taken out and put back: to insert before a child means to walk to it.
        var nodes = element.Nodes().ToArray();
        element.RemoveNodes();
        foreach (var node in nodes)
        {
            if (node is XElement child)
            {
                element.Add(new XText("\n" + indent + Unit));
                Indent(child, indent + Unit);
            }
            element.Add(node);
        }
        element.Add(new XText("\n" + indent));
    }

    private static XElement? Later(XElement? a, XElement? b) => a is null ? b : b is null || a.IsAfter(b) ? a : b;

    /// <summary>The white space before an element on its line; null where elements do not have lines of their own.</summary>
    private static string? IndentOf(XElement element)
    {
        if (element.PreviousNode is XText { Value: var before } && before.LastIndexOf('\n') is var line and >= 0)
            return before[(line + 1)..];
        return element.Parent is null && element.FirstNode is XText { Value: var first } && first.Contains('\n') ? "" : null;
    }
}
