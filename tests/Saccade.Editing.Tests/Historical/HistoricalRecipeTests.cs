using Saccade.Editing.Historical;
using Saccade.Neural;
using Saccade.Training;

namespace Saccade.Editing.Tests.Historical;

/// <summary>The shipped recipe asks for what the reports did.</summary>
public class HistoricalRecipeTests
{
    [Theory]
    [InlineData(10)]
    [InlineData(50)]
    public void Learning_rates_after_each_epoch_are_those_of_PyTorch(int epochs)
    {
        using var golden = SafetensorsFile.Open(HistoricalFormula.GoldenFile);
        var expected = new float[epochs];
        golden.Read($"rates_{epochs}", expected);
        var recipe = Recipe($"epochs={epochs}");
        var schedule = RecipeSchedule.Of(recipe, 53, 53 * epochs);
        for (var e = 1; e <= epochs; e++)
            Assert.Equal(expected[e - 1], recipe.Run.LearningRate * schedule.At(53 * e), 1e-11);
    }

    [Fact]
    public void Printed_as_the_reports_print_them_they_are_the_same_words()
    {
        Assert.Equal(
            ["9.05E-05", "6.58E-05", "3.52E-05", "1.05E-05", "1.00E-06", "1.05E-05", "3.52E-05", "6.58E-05", "9.05E-05", "1.00E-04"],
            Enumerable.Range(1, 10).Select(e => Rate(10, e)));
        Assert.Equal("3.99E-06", Rate(50, 50));

        static string Rate(int epochs, int epoch) =>
            (1e-4 * RecipeSchedule.Of(Recipe($"epochs={epochs}"), 53, 53 * epochs).At(53 * epoch)).ToString("0.00E+00", System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public void Sizes_and_losses_are_the_historical_defaults()
    {
        Assert.Equal(new HistoricalOptions(), Recipe().Options<HistoricalOptions>());
        Assert.Equal(new HistoricalLossOptions(), Recipe().Options<HistoricalLossOptions>());
        Assert.Equal(["target_in_input"], Recipe().Run.Accept);
    }

    [Fact]
    public void Every_recommendation_is_a_change_to_the_recipe()
    {
        var list = VariantList.Of(RecipeFile.Load(Shipped("editing-recommendations.yaml")));
        Assert.Equal(Shipped("editing-historical.yaml"), list.Base);
        var applications = new ApplicationList(new EditingApplication());
        var all = list.Variants.Select(v => applications.Bind(RecipeFile.Load(list.Base).With(v.Sets)).Recipe.ToYaml() + v.From).Append(Recipe().ToYaml()).ToArray();
        Assert.Equal(12, all.Distinct().Count());
        Assert.Equal(["crop-first"], list.Variants.Select(v => v.From).OfType<string>());
    }

    private static Recipe Recipe(params string[] sets) => new ApplicationList(new EditingApplication()).Bind(RecipeFile.Load(Shipped("editing-historical.yaml"), sets)).Recipe;

    private static string Shipped(string name)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Saccade.slnx")))
            folder = folder.Parent;
        return Path.Combine(folder.FullName, "recipes", name);
    }
}
