using Saccade.Objects.Tokens;

namespace Saccade.Objects.Learning;

/// <summary>
/// What is to be learnt of a batch, one number for each output, and what each counts: nothing where there is padding or no truth, and so much where there is that the mean
/// over all outputs is the mean over those with a truth.
/// </summary>
internal sealed class PersistenceTargets
{
    private int known;

    private PersistenceTargets(int count) => (Values, Weights) = (new float[count], new float[count]);

    public float[] Values { get; }

    public float[] Weights { get; }

    /// <summary>(N,M): the tracks' labels; a track without tokens counts nothing.</summary>
    public static PersistenceTargets OfTracks(TokenBatch batch) => Filled(batch.Count * batch.Tracks, (targets, n) =>
    {
        var clip = batch.Clip(n);
        foreach (var m in clip.TrackOf.Distinct())
            targets.SetLabel(n * batch.Tracks + m, clip.TrackLabels[m]);
    }, batch.Count);

    /// <summary>(N,K)</summary>
    public static PersistenceTargets OfTokens(TokenBatch batch) => Filled(batch.Count * batch.Tokens, (targets, n) =>
    {
        foreach (var (k, label) in batch.Clip(n).Labels.Index())
            targets.SetLabel(n * batch.Tokens + k, label);
    }, batch.Count);

    /// <summary>(N,T)</summary>
    public static PersistenceTargets OfFrames(TokenBatch batch) => Filled(batch.Count * batch.Frames, (targets, n) =>
    {
        for (var t = 0; t < batch.Frames; t++)
            targets.SetLabel(n * batch.Frames + t, (int)batch.Truth(n).Frame(t));
    }, batch.Count);

    /// <summary>(N)</summary>
    public static PersistenceTargets OfClips(TokenBatch batch) =>
        Filled(batch.Count, (targets, n) => targets.SetLabel(n, (int)batch.Truth(n).Clip), batch.Count);

    /// <summary>(N,K,2): pixels from the found centre to the true one.</summary>
    public static PersistenceTargets OfCentres(TokenBatch batch) => Filled(batch.Count * batch.Tokens * 2, (targets, n) =>
    {
        var clip = batch.Clip(n);
        for (var i = 0; i < 2 * clip.Count; i++)
        {
            if (clip.Labels[i / 2] >= 0)
                targets.Set(2 * n * batch.Tokens + i, clip.CentreErrors[i]);
        }
    }, batch.Count);

    /// <summary>(N,M): the binary logarithm of the frames from a track's true object's first to its last.</summary>
    public static PersistenceTargets OfSpans(TokenBatch batch) => Filled(batch.Count * batch.Tracks, (targets, n) =>
    {
        foreach (var (m, span) in batch.Clip(n).TrueSpans.Index())
        {
            if (span > 0)
                targets.Set(n * batch.Tracks + m, MathF.Log2(span));
        }
    }, batch.Count);

    private static PersistenceTargets Filled(int count, Action<PersistenceTargets, int> fill, int clips)
    {
        var targets = new PersistenceTargets(count);
        for (var n = 0; n < clips; n++)
            fill(targets, n);
        for (var i = 0; i < count && targets.known > 0; i++)
            targets.Weights[i] *= (float)count / targets.known;
        return targets;
    }

    private void SetLabel(int place, int label)
    {
        if (label >= 0)
            Set(place, label);
    }

    private void Set(int place, float value)
    {
        (Values[place], Weights[place]) = (value, 1);
        known++;
    }
}
