namespace Saccade.Editing.Timelines;

/// <summary>An effect, transition or generator with its parameters. What it is, its id says: names are in the editor's language.</summary>
public sealed record Effect : TimelineNode
{
    /// <summary>The format's identity of the effect ("Cross Dissolve", "audiolevels", a path or uid).</summary>
    public required string Id { get; init; }

    /// <summary>As shown; may be localised.</summary>
    public string Name { get; init; } = "";

    /// <summary>"filter", "motion", "audiofilter", "transition", "generator", ..: the format's own word.</summary>
    public string Kind { get; init; } = "";

    public string Category { get; init; } = "";

    public bool Enabled { get; init; } = true;

    public IReadOnlyList<Parameter> Parameters { get; init; } = [];

    public Parameter? Find(string id) => Parameters.FirstOrDefault(p => p.Id == id);
}
