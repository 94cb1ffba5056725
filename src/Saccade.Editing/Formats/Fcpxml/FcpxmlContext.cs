using System.Globalization;
using System.Xml.Linq;
using Saccade.Editing.Timelines;

namespace Saccade.Editing.Formats.Fcpxml;

/// <summary>The picture that a timeline shows: its size in pixels where known.</summary>
internal readonly record struct FrameShape(int? Width, int? Height);

/// <summary>What is shared while one document is read.</summary>
internal sealed class FcpxmlContext
{
    private int _linkGroups;
    private int _synchronized;

    public FcpxmlContext(XElement root)
    {
        Resources = new Resources(root);
        Components = new ClipComponents(this);
    }

    public Resources Resources { get; }

    public ClipComponents Components { get; }

    /// <summary>Timelines that stand inside of clips (synchronised clips) and have no resource of their own.</summary>
    public List<Sequence> Synchronized { get; } = [];

    public string NextLinkGroup() => "link-" + (++_linkGroups).ToString(CultureInfo.InvariantCulture);

    public string NextSynchronized()
    {
        string id;
        do
        {
            id = "sync-" + (++_synchronized).ToString(CultureInfo.InvariantCulture);
        }
        while (Resources.Contains(id));
        return id;
    }

    /// <summary>Whether a child is connected to its parent on the timeline around both, and no part of what the parent holds.</summary>
    public static bool IsConnected(XElement parent, XElement child) => parent.Name.LocalName switch
    {
        "clip" or "sync-clip" => child.Attribute("lane") is not null,
        "audition" => false,
        _ => true,
    };
}
