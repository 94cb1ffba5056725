namespace Saccade.Studio.Pages.Tests;

/// <summary>Runs beside each other: chosen by keys, only what differs of their recipes, metrics with intervals, confusion matrices.</summary>
[Collection(nameof(Browsing))]
public sealed class ComparePageTests(Browsing browsing)
{
    [PageFact]
    public async Task Two_runs_are_chosen_by_keys_and_compared()
    {
        await using var visit = await browsing.Open("/?by=id&order=up&search=balls");
        await Visit.See(visit.Row("both/balls-1"));
        await visit.Press("j");
        await visit.Press("x");
        await visit.Press("j");
        await visit.Press("x");
        await Visit.See(visit[".tray"], "2 chosen");
        await visit.Press("c");

        await Visit.See(visit[".differences tbody tr"], "seed");
        Assert.Equal(1, await visit[".differences tbody tr"].CountAsync());
        await Visit.See(visit[".metrics tbody"], "accuracy");
        await Visit.See(visit[".metrics .interval-plot"]);
        await Visit.See(visit[".chart canvas"]);
        await Visit.See(visit[".confusion td.right"]);
        Assert.Equal(2, await visit[".confusion"].CountAsync());
    }

    [PageFact]
    public async Task A_run_is_taken_away_and_nothing_to_compare_says_what_to_do()
    {
        await using var visit = await browsing.Open("/compare?runs=shelf");
        await Visit.See(visit[".chosen"], "shelf");
        await visit.Button("Take shelf away").ClickAsync();
        await Visit.See(visit["text=Nothing to compare yet"]);
    }
}
