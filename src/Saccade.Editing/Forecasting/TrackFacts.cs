using System.Text.Json;
using System.Text.Json.Nodes;
using Saccade.Editing.Grid;
using Saccade.Editing.Grid.Sampling;
using Saccade.Media;
using Saccade.Training;

namespace Saccade.Editing.Forecasting;

/// <summary>
/// What is found out about training timelines before anything is learnt, and kept with the run: which tracks are ever used (a model has no part for the others, and says that they stay
/// as they are), the sizes of numbers, values that come back, which content is known. Letters: U tracks in use, V values a track, F content features.
/// </summary>
public sealed record TrackFacts
{
    private const double SmallestDeviation = 1e-6;

    public required GridLayout Layout { get; init; }

    /// <summary>Seconds from row to row.</summary>
    public required MediaTime Step { get; init; }

    /// <summary>(U): from 0, rising.</summary>
    public required IReadOnlyList<int> Tracks { get; init; }

    public required NumberScaler Numbers { get; init; }

    /// <summary>Of each of the layout's groups; empty ones where numbers are regressed alone.</summary>
    public required IReadOnlyList<HabitualValues> Habitual { get; init; }

    /// <summary>How often, from one step to the next, a clip appears or goes; and, while one is there, its class changes, and each group of numbers: at the places of <see cref="AnswerLayout"/>.</summary>
    public required IReadOnlyList<double> Changes { get; init; }

    /// <summary>(F): the content that the model is told of; empty where it is told of none.</summary>
    public required IReadOnlyList<string> Content { get; init; }

    /// <summary>(F)</summary>
    public required IReadOnlyList<double> ContentMeans { get; init; }

    /// <summary>(F)</summary>
    public required IReadOnlyList<double> ContentDeviations { get; init; }

    /// <summary>The rules by which clips got their classes; null where nobody has kept them.</summary>
    public AssetRules? Assets { get; init; }

    /// <param name="grids">The training split, all of one layout; at least one.</param>
    /// <param name="habitual">How many values that come back to keep of each group.</param>
    /// <param name="withContent">Whether to tell of content, where every grid has the same.</param>
    public static TrackFacts Of(IReadOnlyList<TimelineGrid> grids, int habitual, bool withContent)
    {
        var layout = grids[0].Layout;
        IReadOnlyList<ReadOnlyMemory<float>> rows = [.. grids.Select(g => g.Values)];
        var used = new bool[GridLayout.Tracks];
        foreach (var timeline in rows)
        {
            var all = timeline.Span;
            for (var cell = 0; cell < all.Length / layout.Values.Count; cell++)
                used[cell % GridLayout.Tracks] |= all[(cell * layout.Values.Count) + GridLayout.Active] == 1;
        }
        var names = withContent && grids.All(g => g.Content is not null && g.Content.Names.SequenceEqual(grids[0].Content!.Names)) ? grids[0].Content!.Names : [];
        var (means, deviations) = Moments(grids, names.Count);
        return new TrackFacts
        {
            Layout = layout,
            Step = grids[0].Step,
            Tracks = [.. Enumerable.Range(0, GridLayout.Tracks).Where(t => used[t])],
            Numbers = NumberScaler.Fit(layout, rows),
            Habitual = [.. layout.Groups.Select(g => HabitualValues.Find(layout, g, rows, habitual))],
            Changes = ChangesOf(layout, rows),
            Content = names,
            ContentMeans = means,
            ContentDeviations = deviations,
        };
    }

    /// <summary>The content of a grid as this model is told of it: (T, F) in the model's order; null where the grid lacks a feature.</summary>
    internal GridContent? ContentOf(TimelineGrid grid)
    {
        if (Content.Count == 0 || grid.Content is not { } content)
            return null;
        if (content.Names.SequenceEqual(Content))
            return content;
        int[] places = [.. Content.Select(name => content.Names.Index().Where(n => n.Item == name).Select(n => n.Index).DefaultIfEmpty(-1).First())];
        if (places.Contains(-1))
            return null;
        var values = new float[content.Steps * places.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = content.Row(i / places.Length)[places[i % places.Length]];
        return new GridContent(Content, values);
    }

    internal JsonObject ToJson() => new()
    {
        ["assets"] = Assets is null ? null : AssetRulesFile.ToJson(Assets),
        ["values_per_track"] = Layout.Values.Count,
        ["step"] = new JsonArray(Step.Numerator, Step.Denominator),
        ["tracks"] = new JsonArray([.. Tracks.Select(t => (JsonNode)t)]),
        ["numbers"] = Numbers.ToJson(),
        ["habitual"] = new JsonArray([.. Habitual.Select(h => h.ToJson())]),
        ["changes"] = new JsonArray([.. Changes.Select(c => (JsonNode)c)]),
        ["content"] = new JsonArray([.. Content.Select(n => (JsonNode)n)]),
        ["content_means"] = new JsonArray([.. ContentMeans.Select(n => (JsonNode)n)]),
        ["content_deviations"] = new JsonArray([.. ContentDeviations.Select(n => (JsonNode)n)]),
    };

    /// <exception cref="RunException">They cannot be understood.</exception>
    internal static TrackFacts FromJson(JsonObject json)
    {
        try
        {
            var layout = GridLayout.WithValues(json["values_per_track"]!.GetValue<int>()) ?? throw new RunException("the run does not say what its grids hold");
            var step = json["step"]!.AsArray();
            return new TrackFacts
            {
                Assets = json["assets"] is { } assets ? AssetRulesFile.FromJson(assets) : null,
                Layout = layout,
                Step = new MediaTime(step[0]!.GetValue<long>(), step[1]!.GetValue<long>()),
                Tracks = [.. json["tracks"]!.AsArray().Select(t => t!.GetValue<int>())],
                Numbers = NumberScaler.FromJson(layout, json["numbers"]),
                Habitual = [.. layout.Groups.Zip(json["habitual"]!.AsArray(), HabitualValues.FromJson)],
                Changes = [.. json["changes"]!.AsArray().Select(c => c!.GetValue<double>())],
                Content = [.. json["content"]!.AsArray().Select(n => n!.GetValue<string>())],
                ContentMeans = [.. json["content_means"]!.AsArray().Select(n => n!.GetValue<double>())],
                ContentDeviations = [.. json["content_deviations"]!.AsArray().Select(n => n!.GetValue<double>())],
            };
        }
        catch (Exception failure) when (failure is InvalidOperationException or NullReferenceException or FormatException or ArgumentException or JsonException)
        {
            throw new RunException("what the run knows of its timelines cannot be understood", failure);
        }
    }

    /// <summary>With one more of each (Laplace): what never happened is improbable, not impossible.</summary>
    private static double[] ChangesOf(GridLayout layout, IReadOnlyList<ReadOnlyMemory<float>> timelines)
    {
        var (changed, pairs) = (new long[AnswerLayout.FirstGroup + layout.Groups.Count], new long[2]);
        foreach (var timeline in timelines)
        {
            var all = timeline.Span;
            for (var at = layout.Width; at < all.Length; at += layout.Values.Count)
            {
                var before = all.Slice(at - layout.Width, layout.Values.Count);
                var after = all.Slice(at, layout.Values.Count);
                if (before[GridLayout.Active] != 1 && after[GridLayout.Active] != 1)
                    continue;
                pairs[0]++;
                changed[AnswerLayout.Flip] += before[GridLayout.Active] != after[GridLayout.Active] ? 1 : 0;
                if (before[GridLayout.Active] != after[GridLayout.Active])
                    continue;
                pairs[1]++;
                changed[AnswerLayout.AssetChange] += before[GridLayout.Asset] != after[GridLayout.Asset] ? 1 : 0;
                for (var g = 0; g < layout.Groups.Count; g++)
                    changed[AnswerLayout.FirstGroup + g] += TrackHistory.Differ(before, after, layout.Groups[g]) ? 1 : 0;
            }
        }
        return [.. changed.Select((c, i) => (c + 1.0) / (pairs[i == AnswerLayout.Flip ? 0 : 1] + 2))];
    }

    private static (double[] Means, double[] Deviations) Moments(IReadOnlyList<TimelineGrid> grids, int features)
    {
        var (sums, squares, count) = (new double[features], new double[features], 0L);
        foreach (var grid in features > 0 ? grids : [])
        {
            var values = grid.Content!.Values.Span;
            count += grid.Steps;
            for (var i = 0; i < values.Length; i++)
            {
                sums[i % features] += values[i];
                squares[i % features] += (double)values[i] * values[i];
            }
        }
        var means = Array.ConvertAll(sums, s => s / count);
        return (means, [.. squares.Select((s, f) => Math.Sqrt(Math.Max(0, (s / count) - (means[f] * means[f])))).Select(d => d < SmallestDeviation ? 1 : d)]);
    }
}
