using Saccade.Studio.Serving;

namespace Saccade.Studio.Runs;

/// <summary>What people put on runs: archived or not, and tags. The runs themselves stay as and where they are.</summary>
internal sealed class RunMarks
{
    private const string FileName = "marks.json";
    private const int MostTags = 20;
    private const int LongestTag = 60;

    private readonly StudioFolder folder;
    private readonly Lock gate = new();
    private readonly Dictionary<string, RunMark> marks;

    public RunMarks(StudioFolder folder, Action<string> told)
    {
        this.folder = folder;
        marks = folder.Read<Dictionary<string, RunMark>>(FileName, told) ?? [];
    }

    /// <summary>The row with what is put on its run.</summary>
    public RunRow On(RunRow row)
    {
        lock (gate)
            return marks.TryGetValue(row.Id, out var mark) ? row with { Archived = mark.Archived, Tags = mark.Tags } : row;
    }

    /// <exception cref="ProblemException">It cannot be kept (409).</exception>
    public void Archive(string id, bool archived) => Set(id, mark => mark with { Archived = archived });

    /// <exception cref="ProblemException">Too many or too long (400), or they cannot be kept (409).</exception>
    public void Tag(string id, IReadOnlyList<string> tags)
    {
        string[] trimmed = [.. tags.Select(t => t.Trim()).Where(t => t.Length > 0).Distinct(StringComparer.Ordinal)];
        if (trimmed.Length > MostTags || trimmed.Any(t => t.Length > LongestTag || t.Any(char.IsControl)))
            throw new ProblemException(400, $"a run has at most {MostTags} tags of at most {LongestTag} characters, without control characters");
        Set(id, mark => mark with { Tags = trimmed });
    }

    private void Set(string id, Func<RunMark, RunMark> change)
    {
        lock (gate)
        {
            var before = marks.GetValueOrDefault(id);
            marks[id] = change(before ?? new());
            try
            {
                folder.Write(FileName, marks);
            }
            catch
            {
                if (before is null)
                    marks.Remove(id);
                else
                    marks[id] = before;
                throw;
            }
        }
    }

    private sealed record RunMark(bool Archived = false)
    {
        public IReadOnlyList<string> Tags { get; init; } = [];
    }
}
