using Saccade.Export.Protobuf;

namespace Saccade.Export.Onnx;

/// <summary>A named setting of a node (<c>AttributeProto</c>).</summary>
internal sealed record OnnxAttribute(string Name, object Value)
{
    private const int Float = 1, Integer = 2, Text = 3, Integers = 7;

    public static implicit operator OnnxAttribute((string Name, long Value) pair) => new(pair.Name, pair.Value);

    public static implicit operator OnnxAttribute((string Name, float Value) pair) => new(pair.Name, pair.Value);

    public static implicit operator OnnxAttribute((string Name, string Value) pair) => new(pair.Name, pair.Value);

    public static implicit operator OnnxAttribute((string Name, int[] Value) pair) => new(pair.Name, pair.Value);

    public ProtoMessage ToMessage()
    {
        var message = new ProtoMessage().Text(1, Name);
        switch (Value)
        {
            case float number:
                return message.Float(2, number).Integer(20, Float);
            case long number:
                return message.Integer(3, number).Integer(20, Integer);
            case string text:
                return message.Text(4, text).Integer(20, Text);
            default:
                foreach (var number in (int[])Value)
                    message.Integer(8, number);
                return message.Integer(20, Integers);
        }
    }
}
