namespace Saccade.Objects.Data;

/// <summary>The kinds' names, by label.</summary>
internal static class PersistenceNames
{
    public static IReadOnlyList<string> All { get; } = [.. Enum.GetNames<Persistence>().Select(n => n.ToLowerInvariant())];
}
