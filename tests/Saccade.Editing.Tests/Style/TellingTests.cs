using Saccade.Editing.Style;
using Saccade.Editing.Style.Telling;
using Saccade.Editing.Timelines;
using Saccade.Tensors.Random;
using Saccade.Training;

namespace Saccade.Editing.Tests.Style;

/// <summary>Hands that cut differently are told apart, those that do not are not, and nothing is told by a copy.</summary>
public sealed class TellingTests
{
    // In tenths of a second: all are as long.
    private const int Length = 1500;

    [Fact]
    public void A_slow_hand_and_a_fast_one_are_told_apart_by_their_rhythm_alone()
    {
        var told = HandTelling.Tell([("slow", Of(1, 12, shot: 60)), ("fast", Of(2, 12, shot: 40))], [], Shelf.Of(("new.xml", Cut(3, shot: 38))));
        Assert.Equal(Verdicts.Supported, told.Evidence.Verdict);
        Assert.True(told.Evidence.Metrics["accuracy"].Value > 0.8);
        Assert.Equal(0.5, told.Evidence.Baselines["majority"]["accuracy"]);
        Assert.True(told.Chance < 0.05);
        Assert.True(told.Aspects[StyleAspect.Rhythm] > 0.8);
        Assert.True(told.Aspects[StyleAspect.Places] < 0.8);
        var answer = Assert.Single(told.Told);
        Assert.Equal(("new.xml", "fast", false, null), (answer.Project, answer.Hand, answer.IsUnlikeAll, answer.SameAs));
        Assert.Contains(answer.Reasons, r => r.Name is "median_shot_seconds" or "cuts_per_minute" or "v1_shots_per_minute" or "v1_median_shot_seconds");
        Assert.Equal(1, answer.Probabilities.Values.Sum(), 9);
    }

    [Fact]
    public void The_same_hand_under_two_names_is_not_told_from_itself()
    {
        var told = HandTelling.Tell([("ann", Of(1, 12, shot: 50)), ("bo", Of(2, 12, shot: 50))], [], null);
        Assert.StartsWith("no better than", told.Evidence.Verdict, StringComparison.Ordinal);
        Assert.True(told.Chance > 0.05);
    }

    [Fact]
    public void Other_projects_of_known_hands_are_what_is_judged_where_there_are_some()
    {
        var told = HandTelling.Tell([("left", Of(1, 8, shot: 50, x: -0.3)), ("right", Of(2, 8, shot: 50, x: 0.3))], [("left", Of(3, 5, shot: 50, x: -0.3)), ("right", Of(4, 7, shot: 50, x: 0.3))], null);
        Assert.Equal((12, 1.0, Split.Test), (told.Evidence.Samples, told.Evidence.Metrics["accuracy"].Value, told.Evidence.Split));
        Assert.Equal("v2_x", told.Telling[0].Name);
        // One number alone tells: with the others none the wiser, it has to be this one.
        Assert.Equal(1, told.Aspects[StyleAspect.Places]);
        Assert.True(told.Aspects[StyleAspect.Rhythm] < 0.9);
    }

    [Fact]
    public void Copies_are_left_out_of_what_is_judged_and_named_where_they_are_asked_for()
    {
        var ann = Of(1, 6, shot: 60);
        var told = HandTelling.Tell([("ann", ann), ("bo", Of(2, 6, shot: 30))], [("ann", Of(1, 8, shot: 60))], Of(1, 1, shot: 60));
        Assert.Equal(2, told.Evidence.Samples);
        Assert.Equal(6, told.LeftOut.Count);
        Assert.Contains("has the same numbers throughout as ann: project 0", told.LeftOut[0].Reason, StringComparison.Ordinal);
        Assert.Equal("ann: project 0", Assert.Single(told.Told).SameAs);
    }

    [Fact]
    public void What_is_like_nobody_is_said_to_be()
    {
        var told = HandTelling.Tell([("slow", Of(1, 12, shot: 60)), ("fast", Of(2, 12, shot: 40))], [], Shelf.Of(("odd.xml", Cut(3, shot: 4, x: 0.9, size: 20))));
        Assert.True(Assert.Single(told.Told).IsUnlikeAll);
    }

    [Fact]
    public void Two_projects_are_too_few_to_know_a_hand_by()
    {
        var failure = Assert.Throws<TimelineException>(() => HandTelling.Tell([("ann", Of(1, 2, shot: 60)), ("bo", Of(2, 6, shot: 30))], [], null));
        Assert.Contains("'ann' has 2 projects of its own", failure.Message, StringComparison.Ordinal);
        Assert.Contains("'cy' is to be judged on", Assert.Throws<TimelineException>(() => HandTelling.Tell([("ann", Of(1, 4, shot: 60)), ("bo", Of(2, 6, shot: 30))], [("cy", Of(3, 1, shot: 9))], null)).Message, StringComparison.Ordinal);
    }

    private static Shelf Of(ulong seed, int projects, int shot, double x = 0) =>
        Shelf.Of(Enumerable.Range(0, projects).Select(i => ($"project {i}", Cut((seed * 1000) + (ulong)i, shot, x))));

    /// <summary>Shots of about so many tenths of a second on V1, and a small picture on V2.</summary>
    private static TimelineProject Cut(ulong seed, int shot, double x = 0, double size = 50)
    {
        var random = new RandomKey(seed, RandomStream.Data, 9);
        var (clips, at) = (new List<Clip>(), 0);
        for (var i = 0; at < Length; i++)
        {
            var length = Math.Min(Length - at, (shot / 2) + random.Integer((ulong)i, shot));
            clips.Add(Cuts.Clip(at, length, $"m{i % 7}", i));
            at += length;
        }
        return Cuts.Project(Cuts.Pictures(clips), Cuts.Pictures(Cuts.Clip(10, at - 20, "face").At(size, x + (0.02 * random.Uniform(99)))));
    }
}
