using Saccade.Media;
using Saccade.Objects.Data;
using Saccade.Objects.Models;
using Saccade.Report;
using Saccade.Report.Elements;
using Saccade.Trajectories;
using Saccade.Training;

namespace Saccade.Objects.Reporting;

/// <summary>
/// Clips that play, with their tracks drawn over them: about each object a ring in the colour of the truth and one in that of what the model said, faint lines where tracks lead.
/// Of models of frames and clips a line below says of each frame what is true, and of models of frames another what was said.
/// </summary>
internal static class TrackClips
{
    // Of a clip's shorter side: larger clips are shown as they are.
    private const int LegibleSide = 128;
    private const int LineHeight = 4;

    public static Html Legend(PersistenceUnit unit) => Html.Of($"""
        <p class="quiet">{(unit.HasVideo
            ? "Rings show which objects really stay (green) and flicker (orange). The line below a clip is green while no transient can be seen and orange while one can."
            : unit.HasFrames
            ? "Rings show which objects really stay (green) and flicker (orange). The upper line below a clip is green while no transient can be seen and orange while one can; the lower line is what the model says of the frame."
            : "The inner ring about an object is the truth, the outer one what the model says of its track: green stays, orange flickers, grey is not known. Two colours are a mistake.")}
        Faint lines show where each track leads, dots what is seen once. Percentages say how sure the model was.</p>
        """);

    public static Html Grid(IEnumerable<JudgedClip> clips, PersistenceUnit unit) => AnimatedClip.Grid(clips.Select(c => Clip(c, unit)));

    private static AnimatedClip Clip(JudgedClip clip, PersistenceUnit unit)
    {
        var scale = Math.Max(1, LegibleSide / clip.Options.Size);
        var frames = Enumerable.Range(0, clip.Options.Frames).Select(t => Picture(clip, unit, t, scale)).ToArray();
        return new AnimatedClip(frames, $"clip {clip.Output.Id}: {PersistenceNames.All[(int)clip.Truth.Clip]}")
        {
            Overlay = Html.Concat(clip.Tokens.Tracks.Select((track, m) => Lead([.. track.Points.Select(p => p.Object.Centre)], clip.Tokens.TrackLabels[m], scale))),
            Caption = Caption(clip, unit),
        };
    }

    private static Frame Picture(JudgedClip clip, PersistenceUnit unit, int t, int scale)
    {
        var options = clip.Options;
        var units = clip.Output.Units ?? [];
        var frame = new Frame(options.Size, options.Size, clip.Bytes.AsSpan(t * options.FrameBytes, options.FrameBytes).ToArray()).Enlarged(scale);
        foreach (var (m, track) in clip.Tokens.Tracks.Index())
        {
            foreach (var point in track.Points.Where(p => p.Frame == t))
            {
                var (x, y, reach) = (scale * point.Object.Centre.X, scale * point.Object.Centre.Y, scale * point.Object.RadiusPixels + 2.5);
                frame.DrawCircle(x, y, reach, KindColour.InPicture(clip.Tokens.TrackLabels[m]), 2);
                if (!unit.HasFrames && units.Count == clip.Tokens.Tracks.Count)
                    frame.DrawCircle(x, y, reach + 3.5, KindColour.InPicture(units[m].Prediction), 2);
            }
        }
        if (unit.HasFrames)
        {
            frame.FillBox(0, frame.Height - 2 * LineHeight - 1, frame.Width, frame.Height - LineHeight - 1, KindColour.InPicture((int)clip.Truth.Frame(t)));
            // A model of clips counts its frames and tells of none.
            if (units.Count == options.Frames)
                frame.FillBox(0, frame.Height - LineHeight, frame.Width, frame.Height, KindColour.InPicture(units[t].Prediction));
        }
        return frame;
    }

    private static Html Lead(PositionPixels[] places, int label, int scale)
    {
        var colour = KindColour.InPicture(label);
        var hex = $"#{colour.R:x2}{colour.G:x2}{colour.B:x2}";
        return places.Length == 1
            ? Html.Of($"""<circle cx="{scale * places[0].X:0.#}" cy="{scale * places[0].Y:0.#}" r="1.5" fill="{hex}" opacity="0.4"/>""")
            : Html.Of($"""<polyline points="{string.Join(' ', places.Select(p => FormattableString.Invariant($"{scale * p.X:0.#},{scale * p.Y:0.#}")))}" stroke="{hex}" stroke-width="1.2" opacity="0.4"/>""");
    }

    private static Html Caption(JudgedClip clip, PersistenceUnit unit)
    {
        var output = clip.Output;
        var units = output.Units ?? [];
        var whole = Html.Of($"<strong>{PersistenceNames.All[(int)clip.Truth.Clip]}</strong> clip, {clip.Truth.TransientFrames} of {clip.Truth.Frames} frames with a transient");
        if (unit.HasVideo)
            return Html.Of($"{whole}; {(output.Prediction == output.Label ? "recognised" : "taken for the other kind")}, {Sure(output.Probabilities[output.Prediction])}");
        var judged = units.Where(u => u.Label >= 0 && u.Prediction >= 0).ToArray();
        var right = $"{judged.Count(u => u.Prediction == u.Label)} of {judged.Length} {DecisionPart.Name(unit)}s right";
        return Wrongest(output) is { } worst
            ? Html.Of($"{whole}; {right}; a {PersistenceNames.All[worst.Label]} {DecisionPart.Name(unit)}{(unit.HasFrames ? "" : $" seen {(worst.Size == 1 ? "once" : $"{worst.Size} times")}")} taken for <strong>{PersistenceNames.All[worst.Prediction]}</strong>, {Sure(Confidence(worst))}")
            : Html.Of($"{whole}; {right}");
    }

    /// <summary>The mistake that the model was surest of; null without one.</summary>
    public static UnitOutput? Wrongest(SampleOutput output) =>
        (output.Units ?? []).Where(u => u.Label >= 0 && u.Prediction >= 0 && u.Prediction != u.Label).Select(u => (UnitOutput?)u).MaxBy(u => Confidence(u!.Value));

    private static double Confidence(UnitOutput unit) => unit.Prediction == 1 ? unit.Probability : 1 - unit.Probability;

    private static string Sure(double share) => PerCent.Of(share).Replace(' ', '\u00a0');
}
