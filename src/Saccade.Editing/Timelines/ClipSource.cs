namespace Saccade.Editing.Timelines;

/// <summary>What a clip shows.</summary>
public abstract record ClipSource
{
    private ClipSource()
    {
    }

    /// <summary>A <see cref="MediaFile"/> of the project, by id.</summary>
    public sealed record Media(string Id) : ClipSource;

    /// <summary>A nested <see cref="Sequence"/> of the project, by id.</summary>
    public sealed record Nested(string Id) : ClipSource;

    /// <summary>Angles of a <see cref="Multicam"/> of the project, by id; null where the file does not say which.</summary>
    public sealed record Angle(string Id, string? Video, string? Audio) : ClipSource;

    /// <summary>Something that the editor makes: a colour, bars, a title.</summary>
    public sealed record Generated(Effect Generator) : ClipSource;

    /// <summary>Nothing that the file names.</summary>
    public sealed record Missing : ClipSource;
}
