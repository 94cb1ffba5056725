namespace Saccade.Report.Elements;

/// <summary>Pictures that were drawn after epochs of training, folded away: how the model came to say what it says.</summary>
public static class EpochPictures
{
    /// <param name="pictures">PNG files, in their order; may be empty.</param>
    public static Html Of(IReadOnlyList<EpochPicture> pictures) => pictures.Count == 0 ? Html.Empty : Html.Of($"""
        <details><summary>Some validation samples after the first epoch and after the last</summary>
        {pictures.Select(p => Html.Of($"""<figure><img src="data:image/png;base64,{Convert.ToBase64String(p.Png)}" alt="samples, {p.Epoch}"><figcaption>{p.Epoch}</figcaption></figure>"""))}
        </details>
        """);
}
