using System.Text.Json.Nodes;
using Saccade.Studio.Tests.Curves;
using Saccade.Studio.Tests.Hosting;

namespace Saccade.Studio.Tests.Events;

/// <summary>What a page hears while a run goes on, also when its connection breaks.</summary>
public sealed class EventTests
{
    [Fact]
    public async Task New_entries_come_as_they_are_and_a_client_that_comes_again_loses_none()
    {
        await using var studio = await ToyStudio.Start(runs => CurveTests.Written(runs, Enumerable.Range(1, 5)));
        var journal = Path.Combine(studio.Runs, "toy", "journal.jsonl");
        var place = (string)(await studio.Get("api/runs/toy/curves?names=loss"))["place"]!;
        await File.AppendAllTextAsync(journal, CurveTests.Line(6, 6)); // between the page and its events
        string last;
        await using (var events = await Listener.Open(studio, $"api/events?run=toy&place={place}"))
        {
            Assert.Empty((await events.Next("entries")).AsArray("entries"));
            Assert.Equal([6], Steps(await events.Next("entries")));
            await File.AppendAllTextAsync(journal, CurveTests.Line(7, 7)[..30]);
            await File.AppendAllTextAsync(journal, CurveTests.Line(7, 7)[30..] + CurveTests.Line(8, 8));
            Assert.Equal([7, 8], await Heard(events, 2));
            last = events.LastId;
        }
        await File.AppendAllTextAsync(journal, CurveTests.Line(9, 9));
        await using var again = await Listener.Open(studio, "api/events?run=toy", last);
        Assert.Equal([9], await Heard(again, 1));
    }

    [Fact]
    public async Task A_journal_that_was_cut_back_has_pages_load_anew()
    {
        await using var studio = await ToyStudio.Start(runs => CurveTests.Written(runs, Enumerable.Range(1, 20)));
        var journal = Path.Combine(studio.Runs, "toy", "journal.jsonl");
        string last;
        await using (var events = await Listener.Open(studio, "api/events?run=toy"))
        {
            await events.Next("entries");
            last = events.LastId;
            File.WriteAllText(journal, string.Concat(Enumerable.Range(1, 40).Select(s => CurveTests.Line(s, 3))));
            await events.Next("reset");
            await File.AppendAllTextAsync(journal, CurveTests.Line(41, 1));
            Assert.Equal([41], await Heard(events, 1));
        }
        await using var again = await Listener.Open(studio, "api/events?run=toy", last);
        await again.Next("reset");
    }

    [Fact]
    public async Task Rows_come_when_they_change_and_all_of_them_to_one_that_comes_again()
    {
        await using var studio = await ToyStudio.Start(runs => ToyStudio.CopyRun(Path.Combine(runs, "toy")));
        await studio.Get("api/runs");
        await using var events = await Listener.Open(studio, "api/events");
        await studio.Send(HttpMethod.Put, "api/runs/toy/tags", new() { ["tags"] = new JsonArray("seen") });
        JsonObject rows;
        do
            rows = await events.Next("rows");
        while (rows.AsArray("rows").All(r => r!["tags"]!.AsArray().Count == 0));
        await using var again = await Listener.Open(studio, "api/events", events.LastId);
        Assert.Equal("toy", (string)(await again.Next("rows")).AsArray("rows").Single()!["id"]!);
        Directory.Delete(Path.Combine(studio.Runs, "toy"), recursive: true);
        do
            rows = await again.Next("rows");
        while (rows.AsArray("removed").Count == 0);
        Assert.Equal("toy", (string)rows.AsArray("removed").Single()!);
    }

    [Fact]
    public async Task The_console_comes_line_by_line_and_what_is_no_entry_does_not_come()
    {
        await using var studio = await ToyStudio.Start(runs =>
        {
            CurveTests.Written(runs, [1]);
            File.WriteAllText(Path.Combine(runs, "toy", "console.txt"), "before\n");
        });
        await using var events = await Listener.Open(studio, "api/events?run=toy");
        await events.Next("entries");
        await File.AppendAllTextAsync(Path.Combine(studio.Runs, "toy", "console.txt"), "<script>\r\nevent: rows\n");
        Assert.Equal(["<script>", "event: rows"], (await events.Next("console")).AsArray("lines").Select(l => (string)l!));
        await File.AppendAllTextAsync(Path.Combine(studio.Runs, "toy", "journal.jsonl"), "data: x\n{\"a\":\rdata: 1}\n{broken\n" + CurveTests.Line(2, 2));
        Assert.Equal([2], await Heard(events, 1));
    }

    [Fact]
    public async Task Clients_that_leave_are_let_go_and_there_are_only_so_many()
    {
        await using var studio = await ToyStudio.Start(runs => CurveTests.Written(runs, [1]));
        var open = new List<Listener>();
        for (var i = 0; i < 64; i++)
            open.Add(await Listener.Open(studio, "api/events"));
        Assert.Equal(429, (await studio.Refused(HttpMethod.Get, "api/events")).Status);
        foreach (var events in open)
            await events.DisposeAsync();
        while (true)
        {
            using var answer = await studio.Client.GetAsync("api/events?run=toy", HttpCompletionOption.ResponseHeadersRead);
            if (answer.IsSuccessStatusCode)
                break;
        }
    }

    [Fact]
    public async Task A_run_that_there_is_not_has_no_events()
    {
        await using var studio = await ToyStudio.Start();
        Assert.Equal(404, (await studio.Refused(HttpMethod.Get, "api/events?run=none")).Status);
    }

    private static IEnumerable<long> Steps(JsonObject data) => data.AsArray("entries").Select(e => (long)e!["step"]!);

    private static async Task<List<long>> Heard(Listener events, int count)
    {
        var steps = new List<long>();
        while (steps.Count < count)
            steps.AddRange(Steps(await events.Next("entries")));
        return steps;
    }
}
