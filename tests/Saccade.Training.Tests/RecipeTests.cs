using System.ComponentModel.DataAnnotations;

namespace Saccade.Training.Tests;

public class RecipeTests
{
    private enum Look { Neutral, VeryColoured }

    private sealed record ModelKeys
    {
        [Range(1, 64)]
        public int Depth { get; init; } = 4;
        public Look Look { get; init; }
        public float Dropout { get; init; } = 0.1f;
        public bool? Wide { get; init; }
        public string[] Classes { get; init; } = ["linear"];
        [AllowedValues("mean", "last")]
        public string Pool { get; init; } = "mean";
    }

    private static Recipe Bind(string text, params string[] sets) =>
        RecipeFile.Parse("task: toy\nmodel: small\n" + text, "toy.yaml", sets).Bind(_ => [new OptionGroup("model", typeof(ModelKeys))]);

    private static string Error(string text, params string[] sets) => Assert.Throws<RecipeException>(() => Bind(text, sets)).Message;

    [Fact]
    public void Flat_keys_fill_the_common_options_and_the_groups()
    {
        var recipe = Bind("epochs: 3 # short\nlearning_rate: 1e-3\nmodel.depth: 7\nmodel.look: very_coloured\nmodel.wide: true\nmodel.classes: [a, b]\n");
        Assert.Equal(3, recipe.Run.Epochs);
        Assert.Equal(1e-3, recipe.Run.LearningRate);
        Assert.Equivalent(new ModelKeys { Depth = 7, Look = Look.VeryColoured, Wide = true, Classes = ["a", "b"] }, recipe.Options<ModelKeys>());
    }

    [Fact]
    public void A_set_on_the_command_line_wins_over_the_file()
    {
        var recipe = Bind("model.depth: 7\n", "model.depth=9", "model.classes=x,y", "stop=time(1m)");
        Assert.Equal(9, recipe.Options<ModelKeys>().Depth);
        Assert.Equal(["x", "y"], recipe.Options<ModelKeys>().Classes);
        Assert.Equal("time(1m)", recipe.Run.Stop);
    }

    [Fact]
    public void An_unknown_key_names_file_line_and_the_nearest_valid_key() =>
        Assert.Equal("toy.yaml:3: 'model.dept' is no key of a recipe for task 'toy' and model 'small'; the nearest valid key is 'model.depth'", Error("model.dept: 3\n"));

    [Fact]
    public void An_unknown_key_in_a_set_says_so() => Assert.StartsWith("--set: 'epoch' is no key", Error("", "epoch=3"));

    [Theory]
    [InlineData("epochs: many\n", "toy.yaml:3: 'epochs' is 'many'; it must be a whole number")]
    [InlineData("epochs: 2.5\n", "toy.yaml:3: 'epochs' is '2.5'; it must be a whole number")]
    [InlineData("epochs: 99999999999\n", "toy.yaml:3: 'epochs' is '99999999999'; it must be a whole number")]
    [InlineData("epochs: [1, 2]\n", "toy.yaml:3: 'epochs' takes a whole number, not a list")]
    [InlineData("learning_rate: .nan\n", "toy.yaml:3: 'learning_rate' is '.nan'; it must be a finite number")]
    [InlineData("learning_rate: 0\n", "toy.yaml:3: 'learning_rate' is 0; it must be above 0 and at most 100")]
    [InlineData("\n\nmodel.depth: 65\n", "toy.yaml:5: 'model.depth' is 65; it must be at least 1 and at most 64")]
    [InlineData("model.wide: yes\n", "toy.yaml:3: 'model.wide' is 'yes'; it must be true or false")]
    [InlineData("model.look: neutrl\n", "toy.yaml:3: 'model.look' is 'neutrl'; it must be one of neutral, very_coloured (nearest: neutral)")]
    [InlineData("model.pool: max\n", "toy.yaml:3: 'model.pool' is 'max'; it must be one of mean, last (nearest: mean)")]
    public void An_ill_typed_or_out_of_range_value_is_named(string text, string message) => Assert.Equal(message, Error(text));

    [Theory]
    [InlineData("model:\n  depth: 3\n", "stands twice", "a nested group")]
    [InlineData("epochs: 1\nepochs: 2\n", "toy.yaml:4: 'epochs' stands twice; the first is on line 3", "")]
    [InlineData("epochs: &a 1\nseed: *a\n", "uses an anchor, alias or tag", "")]
    [InlineData("epochs: [[[[1]]]]\n", "is nested", "")]
    [InlineData("epochs: {a: 1}\n", "is nested", "")]
    [InlineData("epochs: !!int 1\n", "uses an anchor, alias or tag", "")]
    [InlineData("epochs: \"1\n", "is not YAML", "")]
    [InlineData("---\nseed: 1\n", "one YAML document", "")]
    public void Yaml_beyond_flat_keys_is_refused(string text, string message, string alternative)
    {
        var error = Error(text);
        Assert.True(error.Contains(message, StringComparison.Ordinal) || (alternative.Length > 0 && error.Contains("is nested", StringComparison.Ordinal)), error);
    }

    [Fact]
    public void Every_fault_is_found_and_the_first_tells_of_the_others()
    {
        var first = Assert.Throws<RecipeException>(() => Bind("epochs: many\nmodel.depth: 65\nmodle.look: neutral\nmodel.pool: max\n", "seed=-1"));
        Assert.Equal("toy.yaml:3: 'epochs' is 'many'; it must be a whole number", first.Others[0].Message);
        Assert.Equal([("seed", 0), ("epochs", 3), ("model.depth", 4), ("modle.look", 5), ("model.pool", 6)], first.Others.Append(first).Select(f => (f.Key!, f.Line)).OrderBy(f => f.Line));
    }

    [Fact]
    public void A_missing_mandatory_key_is_named() =>
        Assert.Equal("x.yaml: 'task' is missing; every recipe has it", Assert.Throws<RecipeException>(() => RecipeFile.Parse("", "x.yaml").Bind(_ => [])).Message);

    [Fact]
    public void A_file_that_is_missing_too_large_or_not_text_is_one_line()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["large.yaml"], new string('#', 300_000));
        File.WriteAllBytes(folder["binary.yaml"], [(byte)'a', 0x80, 0xfd]);
        foreach (var (name, cause) in new[] { ("none.yaml", "does not exist"), ("large.yaml", "at most"), ("binary.yaml", "cannot be read as a recipe") })
        {
            var error = Assert.Throws<RecipeException>(() => RecipeFile.Load(folder[name])).Message;
            Assert.Contains(folder[name], error, StringComparison.Ordinal);
            Assert.Contains(cause, error, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', error);
        }
    }

    [Fact]
    public void The_resolved_recipe_reads_back_to_the_same_values()
    {
        var recipe = Bind("model.dropout: 0.3\nmodel.classes: [a, 'b: c']\nstop: any(time(1m))\n");
        var groups = new[] { new OptionGroup("model", typeof(ModelKeys)) };
        var fromYaml = RecipeFile.Parse(recipe.ToYaml(), "again").Bind(_ => groups);
        var fromJson = RecipeFile.FromJson(recipe.ToJson(), "again", ["seed=5"]).Bind(_ => groups);
        Assert.Equal(recipe.ToYaml(), fromYaml.ToYaml());
        Assert.Contains("model.dropout: 0.3\n", recipe.ToYaml(), StringComparison.Ordinal);
        Assert.Equal(5, fromJson.Run.Seed);
        Assert.Equal(["a", "b: c"], fromJson.Options<ModelKeys>().Classes);
    }

    [Theory]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("", "abc", 3)]
    [InlineData("same", "same", 0)]
    public void The_edit_distance_counts_single_character_edits(string a, string b, int distance) => Assert.Equal(distance, NearestName.Distance(a, b));
}
