namespace Saccade.Studio.Runs;

/// <summary>What was made of the journals that were asked for lately, so that only what is new has to be read; of older ones so much is forgotten that memory stays bounded.</summary>
/// <param name="make">Makes it of a journal's path.</param>
/// <param name="size">Of what was made.</param>
/// <param name="most">All together.</param>
internal sealed class RecentJournals<T>(Func<string, T> make, Func<T, long> size, long most) where T : class
{
    private readonly Lock gate = new();

    // The latest first.
    private readonly LinkedList<(string Path, T Made)> kept = new();

    public T Of(string path)
    {
        lock (gate)
        {
            var found = kept.FirstOrDefault(k => k.Path == path);
            if (found.Made is not null)
                kept.Remove(found);
            else
                found = (path, make(path));
            kept.AddFirst(found);
            while (kept.Count > 1 && kept.Sum(k => size(k.Made)) > most)
                kept.RemoveLast();
            return found.Made;
        }
    }
}
