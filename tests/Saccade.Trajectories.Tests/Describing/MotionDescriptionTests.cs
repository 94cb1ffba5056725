using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Saccade.Media;
using Saccade.Tensors.Random;
using Saccade.Trajectories.Clips;
using Saccade.Trajectories.Describing;
using Saccade.Trajectories.Motions;

namespace Saccade.Trajectories.Tests.Describing;

/// <summary>A description says what was predicted, in numbers that are the prediction's own, and cannot know anything else.</summary>
public partial class MotionDescriptionTests
{
    private static readonly string[] Classes = [.. MotionFamilies.All.Select(f => f.Name), "juggling"];

    [Fact]
    public void Every_number_in_every_sentence_is_a_figure_rounded_as_its_unit_says()
    {
        var (numbers, descriptions) = (0, 0);
        foreach (var motion in Predictions(240))
        {
            var description = new MotionDescription(motion);
            descriptions++;
            foreach (var sentence in description.Sentences)
            {
                Assert.DoesNotMatch("[0-9]", sentence.Template);
                var said = Number().Matches(sentence.Text).Select(m => m.Value).ToArray();
                var figures = sentence.Mentioned.Where(m => m.Figure.Word is null && !m.Placeholder.Contains(':')).Select(m => m.Figure).ToArray();
                Assert.Equal(figures.Length, said.Length);
                foreach (var (text, figure) in said.Zip(figures))
                {
                    var decimals = text.Contains('.') ? text.Length - text.IndexOf('.') - 1 : 0;
                    var value = figure.Value * (figure.Unit == FigureUnit.Share ? 100 : 1);
                    var (number, bound) = (double.Parse(text, CultureInfo.InvariantCulture), sentence.Text[..sentence.Text.IndexOf(text, StringComparison.Ordinal)].TrimEnd());
                    var isTrue = bound.EndsWith("over", StringComparison.Ordinal) ? value > number
                        : bound.EndsWith("under", StringComparison.Ordinal) ? value < number
                        : Math.Abs(number - value) <= 0.5 * Math.Pow(10, -decimals) + 1e-9;
                    Assert.True(isTrue, $"'{text}' is not {value} in: {sentence.Text}");
                    Assert.NotEmpty(figure.Source);
                    numbers++;
                }
            }
        }
        Assert.True(numbers > 8 * descriptions, $"{numbers} numbers in {descriptions} descriptions");
    }

    [Theory]
    [InlineData(0.62, 0, "62 %")]
    [InlineData(0.996, 0, "over 99 %")]
    [InlineData(1, 0, "over 99 %")]
    [InlineData(0.9949, 1, "99.5 %")]
    [InlineData(0.9996, 1, "over 99.9 %")]
    [InlineData(0.0004, 1, "under 0.1 %")]
    [InlineData(0, 0, "under 1 %")]
    public void A_share_is_never_rounded_to_all_or_nothing(double share, int decimals, string text) => Assert.Equal(text, PerCent.Of(share, decimals));

    [Fact]
    public void A_certain_answer_claims_no_more_than_it_shows() =>
        Assert.StartsWith("This is almost certainly linear motion (over 99.9 %).", new MotionDescription(Predictions(1).First() with { Class = "linear", Probability = 0.99998 }).Text, StringComparison.Ordinal);

    [Fact]
    public void Figures_of_the_heads_are_the_predictions_own()
    {
        foreach (var motion in Predictions(24))
        {
            var figures = new MotionDescription(motion).Figures.ToDictionary(f => f.Name, f => f.Value);
            Assert.Equal(motion.Probability, figures["probability"], 4);
            Assert.Equal(motion.LastWorld!.Value.X, figures["last_x"], 4);
            Assert.Equal(motion.FutureWorld[^1].Z, figures["future_z"], 4);
            Assert.Equal((motion.FutureWorld[^1] - motion.LastWorld.Value).Length, figures["future_distance"], 4);
            Assert.Equal(motion.FrameShares.OrderDescending().Take(2).Sum(), figures["frames_share"], 4);
            Assert.Equal(5 / 8.0, figures["future_time"], 4);
        }
    }

    [Fact]
    public void A_changed_figure_changes_every_sentence_that_mentions_it()
    {
        foreach (var motion in Predictions(60))
        {
            var description = new MotionDescription(motion);
            var figures = description.Figures.ToDictionary(f => f.Name);
            foreach (var sentence in description.Sentences)
            {
                foreach (var (placeholder, figure, _) in sentence.Mentioned)
                {
                    var changed = figure.Word is not null ? figure with { Word = "other" }
                        : placeholder.EndsWith(":confidence}", StringComparison.Ordinal) ? Moved(figure, figure.Value > 0.5 ? -0.5 : 0.5)
                        : placeholder.EndsWith(":direction}", StringComparison.Ordinal) ? Moved(figure, 180)
                        : placeholder.Contains(':') ? Moved(figure, -2 * figure.Value)
                        : Moved(figure, figure.Unit != FigureUnit.Share ? 1.37 : figure.Value > 0.5 ? -0.02 : 0.02);
                    var again = new Sentence(sentence.Template, new Dictionary<string, Figure>(figures) { [figure.Name] = changed });
                    Assert.True(again.Text != sentence.Text, $"{figure.Name} is not said as {placeholder} in: {sentence.Text}");
                }
            }
        }
    }

    [Fact]
    public void A_changed_prediction_changes_the_words()
    {
        foreach (var motion in Predictions(12))
        {
            var before = new MotionDescription(motion).Text;
            Assert.Equal(before, new MotionDescription(motion with { }).Text);
            PredictedMotion[] others =
            [
                motion with { Class = motion.Class == "linear" ? "circular" : "linear" },
                motion with { Probability = 1 - motion.Probability },
                motion with { RunnerUpProbability = motion.RunnerUpProbability + 0.2 },
                motion with { Track = [.. motion.Track.Select(p => p with { Position = new(3 * p.Position.X, 3 * p.Position.Y) })] },
                motion with { Track = [] },
                motion with { Rate = new FrameRate(16, 1) },
                motion with { LastWorld = new(9, 9, 9) },
                motion with { FutureWorld = [new(7, 7, 7)] },
                motion with { FrameShares = [.. motion.FrameShares.Skip(1), motion.FrameShares[0]] },
                motion with { InDomain = false },
            ];
            Assert.All(others, other => Assert.NotEqual(before, new MotionDescription(other).Text));
        }
    }

    [Fact]
    public void Nothing_that_describes_takes_a_type_that_holds_a_truth()
    {
        string[] allowed = ["System", "Saccade.Media", "Saccade.Trajectories.Describing"];
        foreach (var type in typeof(PredictedMotion).Assembly.GetTypes().Where(t => t.Namespace == "Saccade.Trajectories.Describing"))
        {
            var taken = type.GetConstructors(All).SelectMany(c => c.GetParameters()).Concat(type.GetMethods(All).SelectMany(m => m.GetParameters())).Select(p => p.ParameterType)
                .Concat(type.GetFields(All).Select(f => f.FieldType)).Concat(type.GetProperties(All).Select(p => p.PropertyType));
            foreach (var part in taken.SelectMany(Parts))
                Assert.True(part == typeof(PositionPixels) || part == typeof(PositionWorld) || allowed.Any(a => part.Namespace is null || part.Namespace.StartsWith(a, StringComparison.Ordinal)), $"{type.Name} takes {part}");
        }
        Assert.DoesNotContain(typeof(PredictedMotion).GetProperties(), p => p.Name.Contains("True", StringComparison.Ordinal) || p.Name.Contains("Label", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0.995, "almost certainly")]
    [InlineData(0.99, "almost certainly")]
    [InlineData(0.95, "very likely")]
    [InlineData(0.7, "probably")]
    [InlineData(0.69, "perhaps")]
    [InlineData(0.3, "only by a small margin")]
    [InlineData(0, "only by a small margin")]
    public void Confidence_has_words_from_one_place(double probability, string words)
    {
        var motion = new PredictedMotion { Class = "linear", Probability = probability, Track = [], Rate = new FrameRate(8, 1) };
        Assert.StartsWith($"This is {words} linear motion (", new MotionDescription(motion).Text);
        Assert.Contains(Wording.Confidence, band => band.Words == words);
    }

    [Fact]
    public void Without_places_and_positions_only_the_class_is_said()
    {
        var motion = new PredictedMotion { Class = "helical", Probability = 0.75, RunnerUp = "circular", RunnerUpProbability = 0.2, Track = [], Rate = new FrameRate(8, 1) };
        Assert.Equal("This is probably helical motion (75 %). It might also be circular (20 %).", new MotionDescription(motion).Text);
    }

    [Fact]
    public void A_description_reads_as_this()
    {
        var track = Enumerable.Range(0, 9).Select(t => new TrackPoint(t, new(10 + 5 * t, 60 - 5 * t))).ToArray();
        var motion = new PredictedMotion
        {
            Class = "linear", Probability = 0.9634, Track = track, Rate = new FrameRate(8, 1), LastWorld = new(0.1, -0.2, 0.3), FutureWorld = [new(0.1, -0.2, 0.8)],
            FrameShares = [0.1, 0.1, 0.3, 0.1, 0.1, 0.1, 0.1, 0.05, 0.05], InDomain = false,
        };
        Assert.Equal(
            "This is very likely linear motion (96 %). "
            + "In the picture it goes straight up and to the right (45 degrees), 57 px in 1.00 s, which is 57 px/s. Its places are 0.0 px off this fit (root mean square). "
            + "In the scene it is last at (0.10, -0.20, 0.30) world units, and 0.12 s later expected at (0.10, -0.20, 0.80), 0.50 away. "
            + "The frames that weigh most are 0 and 2: 40 % of the map, where an even one would give them 22 %. "
            + "The input looks unlike what the model was validated on, so none of this can be relied on.",
            new MotionDescription(motion).Text);
    }

    private static BindingFlags All => BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static IEnumerable<Type> Parts(Type type)
    {
        if (type.IsByRef || type.IsArray)
            return Parts(type.GetElementType()!);
        return type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts) : type.IsGenericParameter ? [] : [type];
    }

    private static Figure Moved(Figure figure, double by) => new(figure.Name, figure.Value + by, figure.Unit, figure.Source);

    /// <summary>Predictions of every class about clips of every class, right and wrong ones, with noisy tracks that some frames lack.</summary>
    private static IEnumerable<PredictedMotion> Predictions(int count)
    {
        var options = new ClipOptions { Classes = [.. MotionFamilies.All.Select(f => f.Name)] };
        var generator = new ClipGenerator(options);
        var truth = new ClipTruth(options);
        for (var i = 0; i < count; i++)
        {
            generator.ReadTruth(i, truth);
            var key = new RandomKey(3, RandomStream.Data, (ulong)i);
            var shares = Enumerable.Range(0, 16).Select(t => 0.1 + key.UniformDouble((ulong)t + 200)).ToArray();
            yield return new PredictedMotion
            {
                Class = Classes[key.Integer(0, Classes.Length)],
                Probability = key.UniformDouble(1),
                RunnerUp = Classes[key.Integer(2, Classes.Length)],
                RunnerUpProbability = 0.3 * key.UniformDouble(3),
                Track = [.. Enumerable.Range(0, 16).Where(t => key.Integer((ulong)t + 50, 8) > 0).Select(t => new TrackPoint(
                    t, new(truth.PositionPixels[t].X + 0.3 * key.Normal((ulong)t + 100), truth.PositionPixels[t].Y + 0.3 * key.Normal((ulong)t + 150))))],
                Rate = new FrameRate(8, 1),
                LastWorld = truth.PositionWorld[15],
                FutureWorld = truth.PositionWorld[16..21],
                FrameShares = [.. shares.Select(s => s / shares.Sum())],
            };
        }
    }

    [GeneratedRegex(@"-?\d+(\.\d+)?")]
    private static partial Regex Number();
}
