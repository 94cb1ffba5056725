using System.Text.Json.Nodes;
using Saccade.Objects.Clips;
using Saccade.Objects.Data;
using Saccade.Objects.Sets;
using Saccade.Objects.Tests.Clips;
using Saccade.Training;
using Saccade.Trajectories.Data;

namespace Saccade.Objects.Tests.Data;

/// <summary>Clips of objects as the trainer and the controls take them.</summary>
public sealed class PersistenceDataTests : IDisposable
{
    private static readonly PersistenceClipOptions Options = new() { Frames = 16, Size = 32, Seed = 3 };

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_batch_holds_the_clips_and_truths_of_its_samples()
    {
        using var data = Generated();
        using var batch = (PersistenceBatch)data.Load(Split.Validation, [2, 0], step: 7);
        var generator = new PersistenceGenerator(Options);
        var clip = new byte[Options.ClipBytes];
        for (var n = 0; n < 2; n++)
        {
            PersistenceGeneratorTests.AssertSame(generator.Read(long.Parse(batch.Ids[n]), clip), batch.Truth(n));
            Assert.True(batch.Clip(n).SequenceEqual(clip));
        }
        var items = data.Items(Split.Validation).ToArray();
        Assert.Equal((items[2].Id, items[0].Id), (batch.Ids[0], batch.Ids[1]));
        Assert.Equal((items[2].Label, items[0].Label), ((int)batch.Truth(0).Clip, (int)batch.Truth(1).Clip));
    }

    [Fact]
    public void Splits_share_no_clip_and_the_hash_follows_the_options()
    {
        using var data = Generated();
        var ids = Enum.GetValues<Split>().SelectMany(s => data.Items(s)).Select(i => i.Id).ToArray();
        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.NotEqual(data.Hash, new GeneratedPersistence(new(Options with { Flicker = 0.5 }), 20, 10, 10).Hash);
        Assert.Equal(data.Hash, Generated().Hash);
    }

    [Fact]
    public void The_checks_of_a_stored_set_pass_and_its_facts_are_those_of_its_truths()
    {
        PersistenceSet.Make(folder["set"], Options, 200, progress: null, CancellationToken.None);
        using var data = StoredPersistence.Open(folder["set"]);
        Assert.All(DataChecks.Judge(DataInventory.Of(data)), c => Assert.True(c.Passed, $"{c.Name}: {c.Detail}"));

        var facts = PersistenceFacts.Of(data.Set);
        var truths = Enumerable.Range(0, 200).Select(i => data.Set.ReadTruth(i)).ToArray();
        Assert.Equal(truths.Average(t => t.Clip == Persistence.Persistent ? 1.0 : 0), (double)facts["persistent_clips"]!, 9);
        Assert.Equal(truths.Average(t => t.TransientFrames / 16.0), (double)facts["transient_frames"]!, 9);
        Assert.Equal(truths.Average(t => t.Objects.Count(o => o.Kind == Persistence.Transient)), (double)facts["transients_per_clip"]!, 9);
        var sightings = truths.SelectMany(t => t.Objects).SelectMany(o => o.Sightings.Select(_ => o.Kind == Persistence.Persistent ? 1.0 : 0)).Average();
        Assert.Equal(sightings, (double)facts["majority"]!["object_frame"]!, 9);
        Assert.Equal(truths.Count(t => t.Clip == Persistence.Transient), Enum.GetNames<Split>().Sum(s => (int)facts["class_counts"]![s.ToLowerInvariant()]!["transient"]!));
    }

    [Fact]
    public void A_damaged_clip_is_an_item_that_cannot_be_read_and_a_batch_that_names_the_file()
    {
        PersistenceSet.Make(folder["set"], Options, 10, progress: null, CancellationToken.None);
        var shard = Path.Combine(folder["set"], "shard-00000.bin");
        var bytes = File.ReadAllBytes(shard);
        bytes[5]++;
        File.WriteAllBytes(shard, bytes);
        using var data = StoredPersistence.Open(folder["set"]);
        var (split, place) = Enum.GetValues<Split>().SelectMany(s => Enumerable.Range(0, data.Count(s)).Select(i => (s, i))).First(p => data.SourceIndex(p.s, p.i) == 0);
        Assert.Single(data.Items(split), i => i.Error is not null);
        Assert.Contains(shard, Assert.Throws<RunException>(() => data.Load(split, [place], step: 0)).Message);
        Assert.Contains("nowhere", Assert.Throws<RunException>(() => StoredPersistence.Open(folder["nowhere"])).Message);
    }

    [Fact]
    public void Permuted_training_clips_have_the_labels_of_others_in_the_same_shares()
    {
        const int Clips = 400;
        using var data = new GeneratedPersistence(new(Options), Clips, 10, 10);
        var permuted = new PermutedPersistence(data, new LabelPermutation(Clips, seed: 1));
        var indices = Enumerable.Range(0, Clips).Select(i => (long)i).ToArray();
        using var honest = (PersistenceBatch)data.Load(Split.Train, indices, 0);
        using var dealt = (PersistenceBatch)permuted.Load(Split.Train, indices, 0);
        var pairs = Enumerable.Range(0, Clips).Select(n => (Honest: honest.Truth(n), Dealt: dealt.Truth(n))).ToArray();
        Assert.True(honest.Clip(5).SequenceEqual(dealt.Clip(5)));
        Assert.Equal(pairs.Count(p => p.Honest.Clip == Persistence.Persistent), pairs.Count(p => p.Dealt.Clip == Persistence.Persistent));
        Assert.Equal(pairs.Sum(p => p.Honest.TransientFrames), pairs.Sum(p => p.Dealt.TransientFrames));
        // Of two shares p that do not depend on each other, p p + (1 - p) (1 - p) agree.
        AssertIndependent(pairs.Select(p => (p.Honest.Clip, p.Dealt.Clip)));
        AssertIndependent(pairs.SelectMany(p => p.Honest.Objects.Zip(p.Dealt.Objects)).Select(o => (o.First.Kind, o.Second.Kind)));
        Assert.True(pairs.SelectMany(p => p.Honest.Objects.Zip(p.Dealt.Objects)).All(o => o.First.Sightings.SequenceEqual(o.Second.Sightings)));

        using var test = (PersistenceBatch)data.Load(Split.Test, [3], 0);
        using var untouched = (PersistenceBatch)permuted.Load(Split.Test, [3], 0);
        PersistenceGeneratorTests.AssertSame(test.Truth(0), untouched.Truth(0));
        Assert.NotEqual(data.Hash, permuted.Hash);
    }

    [Fact]
    public void Sightings_and_frame_labels_go_with_their_frames_and_the_clips_label_stays()
    {
        using var data = Generated();
        using var original = (PersistenceBatch)data.Load(Split.Test, [0, 1, 2, 3], 0);
        using var reversed = (PersistenceBatch)new ReorderedPersistence(data, FrameOrder.Reversed).Load(Split.Test, [0, 1, 2, 3], 0);
        using var twice = (PersistenceBatch)new ReorderedPersistence(data, FrameOrder.Shuffled(4)).Load(Split.Test, [0, 1, 2, 3], 0);
        for (var n = 0; n < 4; n++)
        {
            var (a, b) = (original.Truth(n), reversed.Truth(n));
            Assert.Equal((a.Clip, a.TransientFrames), (b.Clip, b.TransientFrames));
            Assert.Equal((a.Clip, a.TransientFrames), (twice.Truth(n).Clip, twice.Truth(n).TransientFrames));
            Assert.Equal(Places(a), Places(b).Select(p => p with { Frame = Options.Frames - 1 - p.Frame }).OrderBy(p => p.Frame).ThenBy(p => p.Centre.X));
            for (var t = 0; t < Options.Frames; t++)
            {
                Assert.Equal(a.Frame(t), b.Frame(Options.Frames - 1 - t));
                Assert.True(original.Clip(n).Slice(t * Options.FrameBytes, Options.FrameBytes).SequenceEqual(reversed.Clip(n).Slice((Options.Frames - 1 - t) * Options.FrameBytes, Options.FrameBytes)));
            }
        }
        using var blind = (PersistenceBatch)new ReorderedPersistence(data, FrameOrder.Blind).Load(Split.Test, [0], 0);
        Assert.Empty(blind.Truth(0).Objects);
        Assert.Equal((original.Truth(0).Clip, original.Truth(0).TransientFrames), (blind.Truth(0).Clip, blind.Truth(0).TransientFrames));
        Assert.False(blind.Clip(0).ContainsAnyExcept((byte)0));
        using var still = (PersistenceBatch)new ReorderedPersistence(data, FrameOrder.Still(5)).Load(Split.Test, [0], 0);
        Assert.All(still.Truth(0).Objects, o => Assert.Equal(Options.Frames, o.Sightings.Count));
        Assert.Equal(original.Truth(0).Clip, still.Truth(0).Clip);
    }

    [Fact]
    public void A_description_brings_the_options_back_and_nothing_else_is_taken_for_one()
    {
        using var data = Generated();
        using var described = DescribedPersistence.From(JsonNode.Parse(data.Description!.ToJsonString())!.AsObject());
        Assert.Equal(Options with { Classes = described.Options.Classes }, described.Options);
        Assert.Equal(["transient", "persistent"], described.ClassNames);
        foreach (var wrong in new[] { "{}", """{"clips": {"frames": 1}}""", """{"clips": {"colour": "red"}}""", """{"clips": {"look": "loud"}}""" })
            Assert.Contains("data_description", Assert.Throws<RunException>(() => DescribedPersistence.From(JsonNode.Parse(wrong)!.AsObject())).Message);
    }

    [Fact]
    public void A_recipes_defaults_are_those_of_the_clips() =>
        Assert.Equal(new PersistenceClipOptions().Conditions, new PersistenceDataOptions().ToClipOptions().Conditions);

    private static GeneratedPersistence Generated() => new(new(Options), 20, 10, 10);

    private static IEnumerable<ObjectSighting> Places(ClipObjects truth) =>
        truth.Objects.SelectMany(o => o.Sightings).OrderBy(s => s.Frame).ThenBy(s => s.Centre.X);

    private static void AssertIndependent(IEnumerable<(Persistence A, Persistence B)> pairs)
    {
        var all = pairs.ToArray();
        var (a, b) = (all.Average(p => (double)p.A), all.Average(p => (double)p.B));
        var agree = all.Average(p => p.A == p.B ? 1.0 : 0);
        Assert.InRange(agree - (a * b + (1 - a) * (1 - b)), -0.1, 0.1);
    }
}
