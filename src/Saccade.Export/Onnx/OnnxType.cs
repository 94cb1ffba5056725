namespace Saccade.Export.Onnx;

/// <summary>The element types of ONNX that are used here, by their numbers in <c>TensorProto.DataType</c>.</summary>
internal enum OnnxType
{
    Float = 1,
    Int8 = 3,
    Int32 = 6,
    Int64 = 7,
    Double = 11,
}
