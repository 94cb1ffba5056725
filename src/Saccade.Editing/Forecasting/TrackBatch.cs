using Saccade.Editing.Grid;
using Saccade.Training;

namespace Saccade.Editing.Forecasting;

/// <summary>Windows of timelines, as a model of tracks takes them, with what is asked for. Letters: B windows, T tokens, U tracks in use, V values a track.</summary>
public sealed class TrackBatch : Batch
{
    private readonly float[] _before;
    private readonly bool[] _isKnown;

    internal TrackBatch(IReadOnlyList<string> ids, IReadOnlyList<AskedTimeline> timelines, TrackFacts facts, Objective objective, int memory, int tokens)
        : base(ids)
    {
        (Timelines, Facts, Tokens) = (timelines, facts, tokens);
        var cells = ids.Count * tokens * facts.Tracks.Count;
        (Inputs, Targets, Mask) = (new TrackInputs(facts, objective, memory, ids.Count, tokens), new TrackTargets(facts, cells), new int[ids.Count * tokens]);
        (_before, _isKnown) = (new float[cells * facts.Layout.Values.Count], new bool[cells]);
    }

    /// <summary>(B)</summary>
    internal IReadOnlyList<AskedTimeline> Timelines { get; }

    internal TrackFacts Facts { get; }

    /// <summary>T</summary>
    public int Tokens { get; }

    internal TrackInputs Inputs { get; }

    internal TrackTargets Targets { get; }

    /// <summary>(B, T): 1 for a token, 0 for padding.</summary>
    internal int[] Mask { get; }

    /// <summary>Tokens at which something is asked for.</summary>
    internal int Asked { get; set; }

    /// <summary>(V): what the model knew last of a cell; empty where it knew nothing.</summary>
    internal ReadOnlySpan<float> Before(int cell) => _isKnown[cell] ? _before.AsSpan(cell * Facts.Layout.Values.Count, Facts.Layout.Values.Count) : [];

    internal void SetBefore(int cell, ReadOnlySpan<float> before)
    {
        _isKnown[cell] = !before.IsEmpty;
        before.CopyTo(_before.AsSpan(cell * Facts.Layout.Values.Count));
    }
}

/// <summary>A timeline in a batch.</summary>
/// <param name="Grid">As it is.</param>
/// <param name="Project">What it belongs to.</param>
/// <param name="IsWhole">Whether the window is the whole timeline as it is; only then can answers be judged as rows.</param>
/// <param name="Hidden">(T, U): cells that are asked for though their step is known; null where rows to come are.</param>
internal sealed record AskedTimeline(TimelineGrid Grid, string Project, bool IsWhole, bool[]? Hidden);
