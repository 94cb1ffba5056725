using Saccade.Training;

namespace Saccade.Editing.Style;

/// <summary>How an editor changes the speed of pictures.</summary>
/// <param name="Clips">Clips that do not run at their own speed.</param>
/// <param name="ShareOfClips">Of all clips of pictures.</param>
/// <param name="Faster">Evenly faster than they were.</param>
/// <param name="Slower">Evenly slower.</param>
/// <param name="Backwards">Played backwards.</param>
/// <param name="Held">A frame that stands still.</param>
/// <param name="Remapped">With a speed that changes within the clip.</param>
/// <param name="Speeds">Even speeds that are used most: 2 is twice as fast.</param>
public sealed record SpeedHabits(int Clips, Interval ShareOfClips, int Faster, int Slower, int Backwards, int Held, int Remapped, IReadOnlyList<Usual<double>> Speeds)
{
    private const int Named = 5;

    internal static SpeedHabits Of(IReadOnlyList<EditedProject> projects, ProjectBootstrap bootstrap)
    {
        var clips = projects.Select(p => p.Timelines.SelectMany(t => t.Tracks).SelectMany(t => t.Clips).ToArray()).ToArray();
        var changed = clips.SelectMany(c => c).Where(c => c.Speed is not null).Select(c => c.Speed!).ToArray();
        var even = changed.Where(s => s.Points.Count == 0).Select(s => s.Ratio.Value).ToArray();
        return new SpeedHabits(
            changed.Length,
            bootstrap.OfRatio([.. clips.Select(p => (double)p.Count(c => c.Speed is not null))], [.. clips.Select(p => (double)p.Length)]),
            even.Count(r => r > 1), even.Count(r => r is > 0 and < 1), even.Count(r => r < 0), even.Count(r => r == 0), changed.Length - even.Length,
            Usuals.Of(even.Where(r => r != 0).Select(r => Math.Round(r, 2)), Named));
    }
}
