using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace Saccade.Studio.Serving;

/// <summary>What <c>/metrics</c> says, in the text format of Prometheus 0.0.4.</summary>
internal sealed class ServiceMetrics(ModelDirectory models, Admission admission)
{
    public const string MediaType = "text/plain; version=0.0.4";

    private readonly ConcurrentDictionary<(string Route, int Code), long> requests = new();
    private readonly LatencyHistogram latency = new();

    /// <param name="route">The pattern of the path, so that there are few; of other paths one word.</param>
    /// <param name="code">The status; 499 when the client left before there was one.</param>
    /// <param name="time">From the request's headers to its end.</param>
    public void Count(string route, int code, TimeSpan time)
    {
        requests.AddOrUpdate((route, code), 1, (_, count) => count + 1);
        latency.Add(time);
    }

    public string Text()
    {
        var text = new StringBuilder();
        Head(text, "saccade_requests_total", "counter", "Requests by route and status.");
        foreach (var ((route, code), count) in requests.OrderBy(r => r.Key.Route, StringComparer.Ordinal).ThenBy(r => r.Key.Code))
            Line(text, "saccade_requests_total", $"route=\"{route}\",code=\"{code}\"", count);
        Head(text, "saccade_request_seconds", "histogram", "From a request's headers to its end.");
        latency.Write(text, "saccade_request_seconds");
        Head(text, "saccade_requests_inside", "gauge", "Requests that are read, wait or are worked on.");
        Line(text, "saccade_requests_inside", "", admission.Inside);
        Head(text, "saccade_queue_length", "gauge", "Requests that wait for a model.");
        foreach (var model in models.All)
            Line(text, "saccade_queue_length", Label(model), model.Waiting);
        Head(text, "saccade_model_seconds", "summary", "Time in the model itself.");
        foreach (var model in models.All)
        {
            Line(text, "saccade_model_seconds_sum", Label(model), model.Worked.Seconds);
            Line(text, "saccade_model_seconds_count", Label(model), model.Worked.Count);
        }
        Head(text, "process_resident_memory_bytes", "gauge", "Memory of the process.");
        Line(text, "process_resident_memory_bytes", "", Environment.WorkingSet);
        Head(text, "dotnet_heap_bytes", "gauge", "Managed memory in use or not yet collected.");
        Line(text, "dotnet_heap_bytes", "", GC.GetTotalMemory(forceFullCollection: false));
        return text.ToString();
    }

    private static void Head(StringBuilder text, string name, string type, string help) => text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {help}\n# TYPE {name} {type}\n");

    private static void Line(StringBuilder text, string name, string labels, double value) =>
        text.Append(CultureInfo.InvariantCulture, $"{name}{(labels.Length > 0 ? $"{{{labels}}}" : "")} {value}\n");

    private static string Label(ServedModel model) => $"model=\"{model.Id.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n")}\"";
}
