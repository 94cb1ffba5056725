using System.Text.Json.Nodes;
using Saccade.Editing.Grid;
using Saccade.Training;

namespace Saccade.Editing.Forecasting;

/// <summary>
/// The values of a group of numbers that an editor comes back to (150 per cent, the lower right corner), found where training timelines change. A model can name one of them, which is then met
/// exactly; anything else it says as a number. That is a mixture of points and a continuous rest.
/// </summary>
public sealed class HabitualValues
{
    private const int LeastOften = 3;

    private readonly float[][] _values;

    private HabitualValues(NumberGroup group, float[][] values) => (Group, _values) = (group, values);

    public NumberGroup Group { get; }

    /// <summary>How many there are; a model's further class says that it is none of them.</summary>
    public int Count => _values.Length;

    /// <summary>The numbers of one, in native units.</summary>
    public ReadOnlySpan<float> this[int index] => _values[index];

    /// <param name="layout">What a row holds.</param>
    /// <param name="group">Of the layout.</param>
    /// <param name="timelines">(T, K V) each: the training split.</param>
    /// <param name="most">How many to keep; the most frequent ones.</param>
    public static HabitualValues Find(GridLayout layout, NumberGroup group, IReadOnlyList<ReadOnlyMemory<float>> timelines, int most)
    {
        var counts = new Dictionary<string, (float[] Values, int Count, int First)>(StringComparer.Ordinal);
        foreach (var timeline in timelines)
        {
            var all = timeline.Span;
            for (var at = 0; at < all.Length; at += layout.Values.Count)
            {
                var numbers = Of(all, at, group);
                var isNew = at < layout.Width || all[at - layout.Width] != 1 || !Of(all, at - layout.Width, group).SequenceEqual(numbers);
                if (all[at + GridLayout.Active] != 1 || !isNew)
                    continue;
                var key = string.Join(' ', numbers.ToArray().Select(BitConverter.SingleToInt32Bits));
                var seen = counts.GetValueOrDefault(key, (numbers.ToArray(), 0, counts.Count));
                counts[key] = seen with { Item2 = seen.Item2 + 1 };
            }
        }
        return new HabitualValues(group, [.. counts.Values.Where(c => c.Count >= LeastOften).OrderByDescending(c => c.Count).ThenBy(c => c.First).Take(most).Select(c => c.Values)]);
    }

    /// <summary>Which one the cell holds; <see cref="Count"/> for none.</summary>
    /// <param name="cell">(V)</param>
    public int IndexOf(ReadOnlySpan<float> cell)
    {
        var numbers = cell.Slice(GridLayout.FirstNumber + Group.First, Group.Count);
        for (var i = 0; i < _values.Length; i++)
            if (numbers.SequenceEqual(_values[i]))
                return i;
        return _values.Length;
    }

    internal JsonArray ToJson() => [.. _values.Select(v => (JsonNode)new JsonArray([.. v.Select(n => (JsonNode)n)]))];

    /// <exception cref="RunException">They are not of this group.</exception>
    internal static HabitualValues FromJson(NumberGroup group, JsonNode? json)
    {
        float[][] values = [.. json!.AsArray().Select(v => v!.AsArray().Select(n => n!.GetValue<float>()).ToArray())];
        return Array.TrueForAll(values, v => v.Length == group.Count) ? new(group, values) : throw new RunException($"the run's values of {group.Name} are not {group.Count} numbers each");
    }

    private static ReadOnlySpan<float> Of(ReadOnlySpan<float> rows, int cell, NumberGroup group) => rows.Slice(cell + GridLayout.FirstNumber + group.First, group.Count);
}
