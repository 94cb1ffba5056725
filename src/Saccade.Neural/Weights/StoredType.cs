namespace Saccade.Neural;

/// <summary>
/// Element types of the safetensors format, named as in its header. Their order is that in which the format's own writer lays tensors
/// out: the last ones first.
/// </summary>
public enum StoredType
{
    BOOL,
    U8,
    I8,
    I16,
    U16,
    F16,
    BF16,
    I32,
    U32,
    F32,
    F64,
    I64,
    U64,
}
