namespace Saccade.Studio.Pages;

/// <summary>The pages that need no building: where to sign in, and what to do when the others were not built.</summary>
internal static class PlainPage
{
    /// <param name="token">What changes have to show, as in the built pages.</param>
    public static string NotBuilt(string token) => Page("Studio's pages are not built", """
        <p>This build of Saccade has no pages in it: they are written in TypeScript, and building them needs Node and npm, which were not there.</p>
        <p>With both installed, in Saccade's folder:</p>
        <pre>cd src/Saccade.Studio/Web
        npm ci
        npm run build</pre>
        <p>Then build Saccade again. All that the pages would show is there already, for other programs, below <a href="/api/runs">/api/runs</a>.</p>
        """, $"<meta name=\"saccade-token\" content=\"{token}\">");

    /// <param name="wasWrong">Whether a token was given that is another.</param>
    public static string SignIn(bool wasWrong) => Page("Sign in to Studio", $"""
        {(wasWrong ? "<p role=\"alert\"><strong>That is another token.</strong></p>" : "")}
        <form method="post" action="/login">
        <p><label for="token">Token, from the file or the environment that Studio was started with</label></p>
        <p><input id="token" name="token" type="password" autocomplete="current-password" required autofocus size="48"> <button>Sign in</button></p>
        </form>
        """);

    private static string Page(string title, string body, string head = "") => $$"""
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">{{head}}<title>{{title}}</title>
        <style>:root { color-scheme: light dark } body { font: 1rem/1.5 system-ui, sans-serif; max-width: 44rem; margin: 4rem auto; padding: 0 1rem } pre { overflow: auto; padding: 1rem; border: 1px solid }
        input, button { font: inherit; padding: .3rem .6rem; max-width: 100% }</style></head>
        <body><h1>{{title}}</h1>
        {{body}}
        </body></html>
        """;
}
