using System.Runtime.InteropServices;
using Saccade.Editing.Grid;

namespace Saccade.Editing.Baselines.Rows;

/// <summary>
/// <c>usual_length</c>: a clock for each track. Whatever a track shows (a clip placed so, or nothing) it shows for the median time that this lasted in training, and then what
/// followed it most often; after that moment it stays as it is. What was never seen to end stays too. It hears and sees nothing and knows no other track.
/// </summary>
internal sealed class UsualLength : RowHabit
{
    private readonly Dictionary<Cell, Habit>[] _habits = [.. Enumerable.Range(0, GridLayout.Tracks).Select(_ => new Dictionary<Cell, Habit>())];

    public override string Name => "usual_length";

    public override void Fit(IReadOnlyList<TimelineGrid> training)
    {
        var values = training[0].Layout.Values.Count;
        foreach (var habits in _habits)
            habits.Clear();
        foreach (var grid in training)
        {
            for (var track = 0; track < GridLayout.Tracks; track++)
            {
                for (var (first, step) = (0, 1); step < grid.Steps; step++)
                {
                    var before = grid.Row(step - 1).Slice(track * values, values);
                    var now = grid.Row(step).Slice(track * values, values);
                    if (now.SequenceEqual(before))
                        continue;
                    var cell = new Cell(before.ToArray());
                    if (!_habits[track].TryGetValue(cell, out var habit))
                        _habits[track].Add(cell, habit = new Habit());
                    habit.Add(step - first, new Cell(now.ToArray()));
                    first = step;
                }
            }
        }
        foreach (var habit in _habits.SelectMany(h => h.Values))
            habit.Settle();
    }

    public override void Say(TimelineGrid timeline, int given, Span<float> rows, Span<float> confidence)
    {
        var (layout, values) = (timeline.Layout, timeline.Layout.Values.Count);
        var count = confidence.Length / GridLayout.Tracks;
        for (var track = 0; track < GridLayout.Tracks; track++)
        {
            var cell = new Cell(given > 0 ? timeline.Row(given - 1).Slice(track * values, values).ToArray() : layout.Inactive.ToArray());
            var lasted = given > 0 ? 1 : 0;
            while (lasted > 0 && lasted < given && timeline.Row(given - 1 - lasted).Slice(track * values, values).SequenceEqual(cell.Values))
                lasted++;
            var sure = 1.0;
            for (var i = 0; i < count; i++)
            {
                if (_habits[track].TryGetValue(cell, out var habit))
                {
                    var isEnding = lasted == habit.Median;
                    sure *= habit.Chance(lasted, isEnding);
                    (cell, lasted) = isEnding ? (habit.Next, 0) : (cell, lasted);
                }
                lasted++;
                cell.Values.CopyTo(rows.Slice(((i * GridLayout.Tracks) + track) * values, values));
                confidence[(i * GridLayout.Tracks) + track] = (float)sure;
            }
        }
    }

    /// <summary>What a track shows, as a key: equal when every number is.</summary>
    private readonly struct Cell(float[] values) : IEquatable<Cell>
    {
        public float[] Values => values;

        public bool Equals(Cell other) => values.AsSpan().SequenceEqual(other.Values);

        public override bool Equals(object? obj) => obj is Cell other && Equals(other);

        public override int GetHashCode()
        {
            var hash = default(HashCode);
            hash.AddBytes(MemoryMarshal.AsBytes(values.AsSpan()));
            return hash.ToHashCode();
        }
    }

    private sealed class Habit
    {
        private readonly List<int> _lengths = [];
        private readonly Dictionary<Cell, int> _next = [];

        /// <summary>In steps.</summary>
        public int Median { get; private set; }

        public Cell Next { get; private set; }

        public void Add(int length, Cell next)
        {
            _lengths.Add(length);
            _next[next] = _next.GetValueOrDefault(next) + 1;
        }

        public void Settle()
        {
            _lengths.Sort();
            Median = _lengths[_lengths.Count / 2];
            // Of equally frequent ones the first that was seen.
            Next = _next.MaxBy(n => n.Value).Key;
        }

        /// <summary>How often it went so in training when it had lasted so long (Laplace's rule).</summary>
        public double Chance(int lasted, bool ends)
        {
            var (least, longer) = (Before(lasted), Before(lasted + 1));
            var (still, over) = (_lengths.Count - least, longer - least);
            return ends ? (over + 1.0) / (still + 2) * _next[Next] / _lengths.Count : (still - over + 1.0) / (still + 2);
        }

        /// <summary>How many were shorter.</summary>
        private int Before(int length)
        {
            var at = _lengths.BinarySearch(length);
            while (at > 0 && _lengths[at - 1] == length)
                at--;
            return at < 0 ? ~at : at;
        }
    }
}
