using System.Text.Json.Nodes;
using Saccade.Editing.Timelines;

namespace Saccade.Editing.Formats.Otio;

/// <summary>OpenTimelineIO's JSON. What it has no place for stands in metadata under <see cref="OwnKey"/> and comes back from there. Source: OpenTimelineIO's serialized schema documentation.</summary>
public sealed class OtioFormat : ITimelineReader, ITimelineWriter
{
    /// <summary>Where in metadata a timeline keeps what OTIO has no place for.</summary>
    public const string OwnKey = "saccade";

    internal const string FormatName = "otio";

    public string Name => FormatName;

    public IReadOnlyList<string> Extensions { get; } = [".otio"];

    public bool Recognises(string beginning) => beginning.AsSpan().TrimStart().StartsWith("{") && beginning.Contains("\"OTIO_SCHEMA\"", StringComparison.Ordinal);

    public TimelineProject Read(Stream content, ReadOptions options) => new OtioReader(JsonSource.Load(content)).Read();

    public IReadOnlyList<Loss> Write(TimelineProject project, Stream output)
    {
        if (project.IsAsRead && project.Format == FormatName && project.Origin?.Element is JsonObject asRead)
        {
            JsonSource.Save(asRead, output);
            return [];
        }
        var writer = new OtioWriter(project);
        JsonSource.Save(writer.Write(), output);
        return writer.Losses;
    }
}
