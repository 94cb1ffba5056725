namespace Saccade.Studio.Curves;

/// <summary>The curves of the journals that were asked for lately; of older ones so many are forgotten that memory stays bounded.</summary>
internal sealed class CurveStore
{
    private const long MostNumbers = 32_000_000;

    private readonly Lock gate = new();

    // The latest first.
    private readonly LinkedList<(string Path, JournalCurves Curves)> kept = new();

    public JournalCurves Of(string path)
    {
        lock (gate)
        {
            var found = kept.FirstOrDefault(k => k.Path == path);
            if (found.Curves is not null)
                kept.Remove(found);
            else
                found = (path, new JournalCurves(path));
            kept.AddFirst(found);
            while (kept.Count > 1 && kept.Sum(k => k.Curves.Size) > MostNumbers)
                kept.RemoveLast();
            return found.Curves;
        }
    }
}
