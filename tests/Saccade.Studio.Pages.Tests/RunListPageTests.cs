using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace Saccade.Studio.Pages.Tests;

/// <summary>The list of runs: found, opened, archived and restored, by keys alone.</summary>
[Collection(nameof(Browsing))]
public sealed class RunListPageTests(Browsing browsing)
{
    [PageFact]
    public async Task Keys_walk_through_the_list_and_open_a_run()
    {
        await using var visit = await browsing.Open("/?by=id&order=up");
        await Visit.See(visit.Row("both/balls-1"));
        await visit.Press("j");
        await visit.Press("j");
        await Assertions.Expect(visit.Row("both/balls-2")).ToHaveClassAsync(new System.Text.RegularExpressions.Regex("current"));
        await visit.Press("k");
        await visit.Press("Enter");
        await Visit.See(visit["h1"], "both/balls-1");
        await visit.Press("u");
        await Visit.See(visit.Row("shelf"));
    }

    [PageFact]
    public async Task A_run_is_archived_and_restored_by_keys_and_its_files_stay()
    {
        await using var visit = await browsing.Open("/?by=id&order=up&search=balls-2");
        await Visit.See(visit.Row("both/balls-2"));
        await visit.Press("j");
        await visit.Press("e");
        await Visit.Gone(visit.Row("both/balls-2"));
        Assert.True(File.Exists(Path.Combine(browsing.Runs, "both/balls-2/run.json")));

        await visit.Button("archived").ClickAsync();
        await Visit.See(visit.Row("both/balls-2"));
        await visit.Press("j");
        await visit.Press("e");
        await Visit.See(visit["text=No run fits"]);
        await visit.Button("archived").ClickAsync();
        await Visit.See(visit.Row("both/balls-2"));
    }

    [PageFact]
    public async Task Words_and_chips_choose_among_runs_and_the_address_keeps_the_choice()
    {
        await using var visit = await browsing.Open("/");
        await Visit.See(visit.Row("shelf"));
        await visit.Press("/");
        await visit.Page.Keyboard.TypeAsync("counting");
        await Visit.Gone(visit.Row("both/balls-1"));
        await Visit.See(visit.Row("shelf"));
        await visit.Page.ReloadAsync();
        await Visit.See(visit.Row("shelf"));
        await Visit.Gone(visit.Row("both/balls-1"));
    }

    [PageFact]
    public async Task Of_two_thousand_runs_only_those_in_sight_are_drawn_and_the_last_is_a_key_away()
    {
        await using var visit = await browsing.Open("/queue");
        await visit.Page.RouteAsync("**/api/runs?archived=false", async route =>
        {
            var answer = (await (await route.FetchAsync()).JsonAsync())!.Value;
            var list = JsonNode.Parse(answer.GetRawText())!;
            var first = list["runs"]![0]!;
            list["runs"] = new JsonArray([.. Enumerable.Range(0, 2000).Select(i =>
            {
                var row = first.DeepClone();
                row["id"] = $"many/run-{i:0000}";
                return row;
            })]);
            await route.FulfillAsync(new() { ContentType = "application/json", Body = list.ToJsonString() });
        });
        await visit.Page.GotoAsync(browsing.Address + "/?by=id&order=up");
        await Visit.See(visit.Row("many/run-0000"));
        Assert.InRange(await visit[".run-table tbody tr"].CountAsync(), 10, 120);
        await visit.Press("G");
        await visit.Press("G");
        await Visit.See(visit.Row("many/run-1999"));
        Assert.InRange(await visit[".run-table tbody tr"].CountAsync(), 10, 120);
    }

    [PageFact]
    public async Task A_tag_is_text_whatever_it_holds_and_finds_its_run()
    {
        await using var visit = await browsing.Open("/runs/shelf");
        await visit["input.tag"].FillAsync("<img src=x onerror=\"window.hacked=1\">");
        await visit.Press("Enter");
        await Visit.See(visit["button.tag"], "<img src=x");
        await visit.Press("u");
        await visit.Page.GotoAsync(browsing.Address + "/?search=onerror");
        await Visit.See(visit.Row("shelf").Locator(".tag"), "<img src=x");
        Assert.False(await visit.Page.EvaluateAsync<bool>("'hacked' in window || !!document.querySelector('td img')"));
    }
}
