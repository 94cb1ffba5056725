namespace Saccade.Studio.Serving;

/// <summary>A picture, video or table that an application made for an answer.</summary>
/// <param name="Name">Of the file.</param>
/// <param name="MediaType">What it is.</param>
/// <param name="Base64">Its content.</param>
internal sealed record AnswerFile(string Name, string MediaType, string Base64)
{
    public static AnswerFile Read(string path) => new(Path.GetFileName(path), MediaTypeOf(Path.GetExtension(path)), Convert.ToBase64String(File.ReadAllBytes(path)));

    private static string MediaTypeOf(string extension) => extension switch
    {
        ".png" => "image/png",
        ".mp4" => "video/mp4",
        ".json" => "application/json",
        ".csv" => "text/csv",
        _ => "application/octet-stream",
    };
}
