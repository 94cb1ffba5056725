using Saccade.Editing.Content;
using Saccade.Training;

namespace Saccade.Editing.Cutting.Learning;

/// <summary>
/// Recordings in windows. To be answered they overlap by half, so that every step is seen with what lies around it; to be learnt from they lie side by side. Letters: B recordings, N windows of all of them, T steps of a window, C inputs a step
/// (each feature, and whether it is known).
/// </summary>
public sealed class FootageBatch : Batch
{
    /// <summary>C</summary>
    public static int Inputs { get; } = 2 * ContentFeatures.Names.Count;

    private readonly List<FootageWindow> _windows = [];
    private readonly bool[]?[] _kept;
    private readonly int[] _lengths;

    /// <param name="ids">(B)</param>
    /// <param name="projects">(B)</param>
    /// <param name="steps">T</param>
    public FootageBatch(IReadOnlyList<string> ids, IReadOnlyList<string> projects, int steps)
        : base(ids) => (Projects, Steps, _kept, _lengths, Statistics) = (projects, steps, new bool[ids.Count][], new int[ids.Count], new IReadOnlyDictionary<string, double>?[ids.Count]);

    /// <summary>(B)</summary>
    public IReadOnlyList<string> Projects { get; }

    /// <summary>T</summary>
    public int Steps { get; }

    /// <summary>(N), all windows of the first recording first.</summary>
    public IReadOnlyList<FootageWindow> Windows => _windows;

    /// <summary>(B): what is asked for at each step of a recording; null for one that nobody has cut.</summary>
    public IReadOnlyList<bool[]?> Kept => _kept;

    /// <summary>(B): steps of each recording.</summary>
    public IReadOnlyList<int> Lengths => _lengths;

    /// <summary>(B): what recordings are like on the whole.</summary>
    public IReadOnlyDictionary<string, double>?[] Statistics { get; }

    /// <summary>Adds the windows of recording <paramref name="n"/> for it to be answered.</summary>
    /// <param name="n">In rising order.</param>
    /// <param name="features">Its features.</param>
    /// <param name="kept">(length): what is asked for; null where nothing is.</param>
    public void Add(int n, ContentFeatures features, bool[]? kept)
    {
        // The last window reaches the end with its second half.
        for (var start = 0; start == 0 || start + (Steps / 2) < features.Steps; start += Steps / 2)
            Add(n, features, kept, start, perturb: null);
    }

    /// <summary>Adds its windows for it to be learnt from.</summary>
    /// <param name="n">In rising order.</param>
    /// <param name="features">Its features.</param>
    /// <param name="kept">(length): what is asked for.</param>
    /// <param name="shift">How many steps the first window begins before the beginning, fewer than a window has.</param>
    /// <param name="perturb">Changes each window's inputs (T, C).</param>
    public void AddForLearning(int n, ContentFeatures features, bool[] kept, int shift, Action<float[]> perturb)
    {
        for (var start = -shift; start < features.Steps; start += Steps)
            Add(n, features, kept, start, perturb);
    }

    private void Add(int n, ContentFeatures features, bool[]? kept, int start, Action<float[]>? perturb)
    {
        (_kept[n], _lengths[n]) = (kept, features.Steps);
        var (inputs, targets, real) = (new float[Steps * Inputs], new float[Steps], new int[Steps]);
        for (var i = 0; i < Steps; i++)
        {
            var step = start + i;
            if (step < 0 || step >= features.Steps)
                continue;
            real[i] = 1;
            targets[i] = kept?[step] == true ? 1 : 0;
            for (var f = 0; f < ContentFeatures.Names.Count; f++)
            {
                if (!features.Has(f))
                    continue;
                // About from -1 to 1.
                inputs[(i * Inputs) + (2 * f)] = (2 * features[step, f]) - 1;
                inputs[(i * Inputs) + (2 * f) + 1] = 1;
            }
        }
        perturb?.Invoke(inputs);
        _windows.Add(new FootageWindow(n, start, inputs, targets, real));
    }

    /// <summary>Where the middle of a window lies, by which its recording's steps are answered: from a step of the window to before another.</summary>
    /// <param name="window">Of <see cref="Windows"/>.</param>
    public (int First, int End) Middle(int window)
    {
        var (quarter, w) = (Steps / 4, _windows[window]);
        var isFirst = window == 0 || _windows[window - 1].Recording != w.Recording;
        var isLast = window == _windows.Count - 1 || _windows[window + 1].Recording != w.Recording;
        return (Math.Max(isFirst ? 0 : quarter, -w.Start), Math.Min(isLast ? Steps : quarter + (Steps / 2), _lengths[w.Recording] - w.Start));
    }
}

/// <param name="Recording">Which of the batch.</param>
/// <param name="Start">Its step that the window begins with; negative before its beginning.</param>
/// <param name="Inputs">(T, C)</param>
/// <param name="Targets">(T): 1 where a step is kept.</param>
/// <param name="Real">(T): 1 for a step, 0 for padding.</param>
public sealed record FootageWindow(int Recording, int Start, float[] Inputs, float[] Targets, int[] Real);
