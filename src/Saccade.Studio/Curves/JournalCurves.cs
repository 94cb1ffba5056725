using Saccade.Training;

namespace Saccade.Studio.Curves;

/// <summary>The numbers of a journal, brought up to date by reading only what is new. Asked for, they come downsampled.</summary>
/// <param name="path">The journal.</param>
internal sealed class JournalCurves(string path)
{
    // Less than this is read sooner than it is shared out.
    private const int LeastPart = 128 << 10;

    // Lines grow with the numbers of their steps, so the first ones promise too many rather than too few; a little for those that do not.
    private const double Spare = 1.02;

    private readonly JournalLines lines = new(path);
    private readonly Lock gate = new();
    private JournalNumbers numbers = new();

    /// <summary>How many numbers are kept.</summary>
    public long Size => numbers.Size;

    /// <summary>Reads what is new and answers.</summary>
    /// <param name="names">Names of curves; one that ends with '*' stands for all that begin so. Unknown ones are left out.</param>
    /// <param name="points">Of each curve at most.</param>
    /// <param name="from">The first step; null: the journal's.</param>
    /// <param name="to">The last step; null: the journal's.</param>
    /// <exception cref="RunException">The journal cannot be read.</exception>
    public CurveAnswer Ask(IReadOnlyList<string> names, int points, long? from, long? to)
    {
        lock (gate)
        {
            Update();
            var asked = names.SelectMany(Matching).Distinct().Select(name => Curve.Of(name, numbers.Steps.Names.Contains(name) ? numbers.Steps : numbers.Epochs, points, from ?? 0, to ?? long.MaxValue));
            return new([.. asked], numbers.LastStep, lines.Place);
        }
    }

    private IEnumerable<string> Matching(string name)
    {
        var all = numbers.Steps.Names.Concat(numbers.Epochs.Names);
        return name.EndsWith('*') ? all.Where(n => n.StartsWith(name[..^1], StringComparison.Ordinal)) : all.Where(n => n == name);
    }

    private void Update()
    {
        var parts = new List<JournalNumbers>();
        if (lines.Read(block => Take(block, parts)))
            return;
        numbers = new();
        lines.Read(block => Take(block, parts));
    }

    /// <summary>Reads a block's parts side by side, and puts them together in their order: the numbers are the same however many parts there are.</summary>
    private void Take(ReadOnlyMemory<byte> block, List<JournalNumbers> parts)
    {
        var count = Math.Min(Environment.ProcessorCount, block.Length / LeastPart);
        if (count < 2)
        {
            numbers.Read(block.Span);
            return;
        }
        while (parts.Count < count)
            parts.Add(new());
        Parallel.For(0, count, part =>
        {
            parts[part].Empty();
            parts[part].Read(block.Span[Start(part)..Start(part + 1)]);
        });
        var isFirst = numbers.Size == 0;
        foreach (var part in parts.Take(count))
            numbers.Append(part);
        if (isFirst)
            numbers.Expect((double)lines.Length / block.Length * Spare);

        // Of the first line that begins in the part.
        int Start(int part)
        {
            var start = (int)((long)block.Length * part / count);
            return part == 0 || part == count ? start : start + block.Span[start..].IndexOf((byte)'\n') + 1;
        }
    }
}
