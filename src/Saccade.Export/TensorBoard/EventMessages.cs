using Saccade.Export.Protobuf;

namespace Saccade.Export.TensorBoard;

/// <summary>The messages of TensorFlow's <c>event.proto</c>, <c>summary.proto</c> and <c>tensor.proto</c> that an event file of scalars and texts needs.</summary>
internal static class EventMessages
{
    private const int StringTensor = 7; // DT_STRING
    private const int TensorData = 2; // DATA_CLASS_TENSOR
    private const int SessionStart = 1; // SessionLog.START

    /// <summary>The first event of every file.</summary>
    public static ProtoMessage Version(DateTimeOffset time) => Event(time, 0).Text(3, "brain.Event:2");

    /// <summary>From here on a reader forgets what it knows of later steps, from whichever file: what follows replaces it.</summary>
    public static ProtoMessage Start(DateTimeOffset time) => Event(time, 0).Message(7, new ProtoMessage().Integer(1, SessionStart));

    public static ProtoMessage Scalars(DateTimeOffset time, long step, IEnumerable<(string Tag, double Value)> scalars)
    {
        var summary = new ProtoMessage();
        foreach (var (tag, value) in scalars)
            summary.Message(1, new ProtoMessage().Text(1, tag).Float(2, (float)value));
        return Event(time, step).Message(5, summary);
    }

    /// <param name="text">Markdown.</param>
    public static ProtoMessage Text(DateTimeOffset time, long step, string tag, string text)
    {
        var metadata = new ProtoMessage().Message(1, new ProtoMessage().Text(1, "text")).Integer(4, TensorData);
        var shape = new ProtoMessage().Message(2, new ProtoMessage().Integer(1, 1));
        var tensor = new ProtoMessage().Integer(1, StringTensor).Message(2, shape).Text(8, text);
        return Event(time, step).Message(5, new ProtoMessage().Message(1, new ProtoMessage().Text(1, tag).Message(8, tensor).Message(9, metadata)));
    }

    private static ProtoMessage Event(DateTimeOffset time, long step) =>
        new ProtoMessage().Double(1, (time - DateTimeOffset.UnixEpoch).TotalSeconds).Integer(2, step);
}
