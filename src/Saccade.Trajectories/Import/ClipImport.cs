using System.Text.Json;
using Saccade.Media;
using Saccade.Training;
using Saccade.Trajectories.Clips;
using Saccade.Trajectories.Prediction;
using Saccade.Trajectories.Sets;

namespace Saccade.Trajectories.Import;

/// <summary>
/// Makes a set of clips out of somebody's own recordings: each is cut into windows of T frames one after another (what is left over at its end is dropped) and
/// lies with all of them in one part of the split. What cannot be read is left out, counted and named; nothing takes its place.
/// </summary>
public static class ClipImport
{
    private const int FewestClasses = 2;

    /// <summary>How many recordings there are to import.</summary>
    /// <exception cref="MediaException">The list of labels or the folder cannot be read.</exception>
    public static int Count(ImportRequest request) => List(request).Count;

    /// <param name="request">What, and how.</param>
    /// <param name="progress">Told how many recordings are done.</param>
    /// <param name="cancellation">Stops between two recordings and removes what was written.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="MediaException">The recordings make no set: fewer than two classes, several sizes, a class with too few recordings; or the folder cannot be written to.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static ImportResult Make(ImportRequest request, IProgress<int>? progress, CancellationToken cancellation)
    {
        var recordings = List(request);
        string[] classes = [.. recordings.Select(r => r.Label).Distinct().Order(StringComparer.Ordinal)];
        var source = request.Labels ?? request.Recordings;
        if (classes.Length < FewestClasses)
            throw new MediaException(source, $"all {recordings.Count} recordings are of class '{classes[0]}'; there is nothing to tell apart with fewer than two classes; add recordings of another");
        var options = new ClipOptions
        {
            Classes = classes,
            Frames = request.Frames,
            Size = request.Size,
            Seed = request.Seed,
            Import = new() { Rate = request.Rate.ToString(), Background = request.Background },
        };
        options.Validate();
        var leftOut = new List<LeftOutRecording>();
        var sizes = Sizes(recordings, leftOut);
        if (!request.Fit)
            RequireOneSize(sizes, source);

        using var clips = new ShardWriter(request.Out, new ClipShape(1, options.Frames, options.Size, options.Size));
        using var truths = new TruthFileWriter(request.Out);
        var (truth, labels, twins) = (new ClipTruth(options), new List<int>(), new Twins());
        for (var done = 0; done < recordings.Count; done++)
        {
            cancellation.ThrowIfCancellationRequested();
            var recording = recordings[done];
            foreach (var (start, window) in sizes.TryGetValue(recording, out var size) ? Windows(recording, size, options, request, leftOut) : [])
            {
                truth.ClassIndex = Array.IndexOf(classes, recording.Label);
                clips.Append(window, JsonSerializer.SerializeToElement(new { @class = recording.Label, source = recording.Name, start }));
                truths.Append(TruthFile.Encode(truth, options));
                labels.Add(truth.ClassIndex);
                twins.Add(recording.Name, recording.Group, window, Thumbnail.Of(window, options));
            }
            progress?.Report(done + 1);
        }
        var (groups, pairs) = twins.Join();
        var split = labels.Count == 0
            ? throw new MediaException(source, $"none of its {recordings.Count} recordings can be used, for example '{leftOut[0].File}': {leftOut[0].Cause}")
            : GroupSplit.Draw(labels, groups, request.Seed);
        RequireEveryClass(split, labels, groups, classes, source, leftOut);
        clips.Complete(new SetMetadata
        {
            Content = SetMetadata.ThisContent,
            Clips = options,
            TruthSha256 = truths.Finish(),
            Train = [.. split.Indices(Split.Train)],
            Validation = [.. split.Indices(Split.Validation)],
            Test = [.. split.Indices(Split.Test)],
            Groups = groups,
            LeftOut = [.. leftOut],
        }.ToJson());
        truths.Keep();
        return new(recordings.Count, leftOut, pairs);
    }

    private static List<Recording> List(ImportRequest request) =>
        request.Labels is null ? ClassFolders.Read(request.Recordings) : LabelFile.Read(request.Labels, request.Recordings);

    private static Dictionary<Recording, (int Width, int Height)> Sizes(List<Recording> recordings, List<LeftOutRecording> leftOut)
    {
        var sizes = new Dictionary<Recording, (int, int)>();
        foreach (var recording in recordings)
        {
            try
            {
                sizes[recording] = SquareFrames.SizeOf(recording.Path);
            }
            catch (MediaException cause)
            {
                leftOut.Add(new(recording.Name, cause.Message, IsUnreadable: true));
            }
        }
        return sizes;
    }

    private static void RequireOneSize(Dictionary<Recording, (int Width, int Height)> sizes, string source)
    {
        var kinds = sizes.GroupBy(s => s.Value).OrderByDescending(g => g.Count()).ToArray();
        if (kinds.Length > 1)
            throw new MediaException(source, $"its recordings have {kinds.Length} sizes: {string.Join(", ", kinds.Take(3).Select(k => $"{k.Count()} of {k.Key.Width} x {k.Key.Height} such as '{k.First().Key.Name}'"))}; "
                + "bring them to one, or give --fit to fit each into the square");
    }

    /// <summary>A recording's windows with the frames at which they start; none, and a note why, when it cannot be read to its end or is too short.</summary>
    private static List<(int Start, byte[] Window)> Windows(Recording recording, (int Width, int Height) size, ClipOptions options, ImportRequest request, List<LeftOutRecording> leftOut)
    {
        var windows = new List<(int, byte[])>();
        var (window, held, seen) = (new byte[options.ClipBytes], 0, 0);
        try
        {
            foreach (var frame in SquareFrames.Read(recording.Path, request.Rate, new Letterbox(size.Width, size.Height, options.Size)))
            {
                frame.Pixels.CopyTo(window.AsSpan(held++ * options.FrameBytes));
                seen++;
                if (held < options.Frames)
                    continue;
                if (options.Import!.Background == Background.Median)
                    MedianBackground.Subtract(window, options.Frames);
                windows.Add((seen - options.Frames, window));
                (window, held) = (new byte[options.ClipBytes], 0);
            }
        }
        catch (MediaException cause)
        {
            leftOut.Add(new(recording.Name, cause.Message, IsUnreadable: true));
            return [];
        }
        if (windows.Count == 0)
            leftOut.Add(new(recording.Name, $"has {seen} frames at {request.Rate} a second, and a clip takes {options.Frames}; a lower --frames or a higher --rate makes clips of it", IsUnreadable: false));
        return windows;
    }

    private static void RequireEveryClass(StratifiedSplit split, List<int> labels, string[] groups, string[] classes, string source, List<LeftOutRecording> leftOut)
    {
        // A class of which nothing could be read is missing everywhere.
        var missing = Enumerable.Range(0, classes.Length).Where(c => !labels.Contains(c)).Select(c => (Split.Train, (int?)c)).FirstOrDefault();
        var (part, label) = missing.Item2 is { } none ? (missing.Item1, none) : GroupSplit.Lacking(split, labels) ?? (default, -1);
        if (label < 0)
            return;
        var independent = labels.Zip(groups).Where(p => p.First == label).Select(p => p.Second).Distinct().Count();
        throw new MediaException(source, $"class '{classes[label]}' has {independent} independent recordings that can be used, and none is left for the {part.ToString().ToLowerInvariant()} split: "
            + $"it needs at least three, one for each part{(leftOut.Count > 0 ? $"; {leftOut.Count} could not be used, such as '{leftOut[0].File}': {leftOut[0].Cause}" : "")}");
    }
}
