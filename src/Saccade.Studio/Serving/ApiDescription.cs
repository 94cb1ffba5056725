namespace Saccade.Studio.Serving;

/// <summary>The OpenAPI document of the service, written by hand beside this; a test holds its paths against the routes.</summary>
internal static class ApiDescription
{
    public static string Text { get; } = Read();

    private static string Read()
    {
        using var stream = typeof(ApiDescription).Assembly.GetManifestResourceStream("openapi.json")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
