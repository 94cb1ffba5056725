using System.Diagnostics.Tracing;

namespace Saccade.Neural.Tests.WholeModels;

/// <summary>
/// Samples what the creating thread and the engines' worker threads allocate, by type: the runtime reports about every hundredth
/// kilobyte, so a kind of object that is made in each of a thousand steps is seen.
/// </summary>
public sealed class Allocations : EventListener
{
    private const EventKeywords Collector = (EventKeywords)1;
    private const string Sample = "GCAllocationTick_V4";

    private readonly Dictionary<string, int> _types = [];
    private long _thread;
    private int _samples;

    public Allocations()
    {
        EnableEvents(Marker.Source, EventLevel.Verbose);
        Marker.Source.Here();
    }

    /// <summary>Samples of these threads so far.</summary>
    public int Samples => Volatile.Read(ref _samples);

    /// <summary>The arrays among them.</summary>
    public IReadOnlyList<string> Arrays()
    {
        lock (_types)
            return [.. _types.Where(t => t.Key.EndsWith("[]", StringComparison.Ordinal)).Select(t => $"{t.Key} ({t.Value} of {_samples})")];
    }

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == "Microsoft-Windows-DotNETRuntime")
            EnableEvents(eventSource, EventLevel.Verbose, Collector);
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (ReferenceEquals(eventData.EventSource, Marker.Source))
            _thread = eventData.OSThreadId;
        if (eventData.EventName != Sample || (eventData.OSThreadId != _thread && !IsWorker(eventData.OSThreadId)))
            return;
        var type = (string)eventData.Payload![eventData.PayloadNames!.IndexOf("TypeName")]!;
        lock (_types)
            _types[type] = _types.GetValueOrDefault(type) + 1;
        Interlocked.Increment(ref _samples);
    }

    private static bool IsWorker(long thread)
    {
        var name = $"/proc/self/task/{thread}/comm";
        return File.Exists(name) && File.ReadAllText(name).StartsWith("saccade worker", StringComparison.Ordinal);
    }

    /// <summary>An event that tells the listener the number of the thread that writes it.</summary>
    [EventSource(Name = "Saccade-Neural-Tests")]
    private sealed class Marker : EventSource
    {
        public static Marker Source { get; } = new();

        [Event(1)]
        public void Here() => WriteEvent(1);
    }
}
