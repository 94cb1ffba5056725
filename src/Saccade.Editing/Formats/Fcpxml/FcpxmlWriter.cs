using System.Xml.Linq;
using Saccade.Editing.Formats.Xml;
using Saccade.Editing.Timelines;

namespace Saccade.Editing.Formats.Fcpxml;

/// <summary>Writes a whole project: first everything that clips refer to gets its id, then the timelines, each patched where it stands or built anew.</summary>
internal sealed class FcpxmlWriter(FcpxmlDocument document)
{
    private readonly References _references = new();

    private TimelineProject Project => document.Project;

    public void Write()
    {
        var used = Project.Sequences.Concat(Project.Nested).SelectMany(s => s.Tracks).Concat(Project.Multicams.SelectMany(m => m.Angles).SelectMany(a => a.Tracks)).ToArray();
        document.Used.UnionWith(used.SelectMany(t => t.Clips.Select(c => c.Source).OfType<ClipSource.Media>().Select(m => (t.Kind, m.Id))));
        foreach (var media in Project.Media)
            WriteAsset(media, document.Used.Contains((TrackKind.Video, media.Id)), document.Used.Contains((TrackKind.Audio, media.Id)));
        var compounds = Compounds(used);
        foreach (var sequence in compounds)
            _references.Nested[sequence.Id] = (document.CopyOf(sequence)?.Parent is { } known && known.Name == "media" ? known : document.AddResource("media", sequence.Id)).Text("id")!;
        foreach (var multicam in Project.Multicams)
            _references.Multicams[multicam.Id] = (document.CopyOf(multicam) ?? document.AddResource("media", multicam.Id)).Text("id")!;
        foreach (var sequence in compounds)
            WriteCompound(sequence);
        foreach (var multicam in Project.Multicams)
            WriteMulticam(multicam);
        foreach (var sequence in Project.Sequences.Where(s => !compounds.Contains(s) || document.CopyOf(s)?.Parent?.Name == "project"))
            WriteProject(sequence);
        // Synchronised clips hold their timelines themselves.
        foreach (var sequence in Project.Nested.Where(s => !s.IsAsRead && !_references.Nested.ContainsKey(s.Id)))
            new SequenceWriter(document, _references).WriteContents(sequence, document.CopyOf(sequence)!);
        RemoveGone();
        if (document.IsNew)
        {
            XmlLayout.Indent(document.Root, "");
            document.Document.Add(new XText("\n"));
        }
    }

    /// <summary>What is to be a compound clip: nested sequences, timelines that others hold, and those that were compound clips.</summary>
    private List<Sequence> Compounds(Track[] tracks)
    {
        var held = tracks.SelectMany(t => t.Clips).Select(c => c.Source).OfType<ClipSource.Nested>().Select(n => n.Id).ToHashSet();
        return [.. Project.Nested.Where(s => document.CopyOf(s) is not { } known || known.Name == "sequence"), .. Project.Sequences.Where(s => held.Contains(s.Id) || document.CopyOf(s)?.Parent?.Name == "media")];
    }

    private void WriteAsset(MediaFile media, bool hasPicture, bool hasSound)
    {
        var known = document.CopyOf(media);
        var read = known is null ? null : media.Origin!.AsRead as MediaFile;
        var asset = known ?? document.AddResource("asset", media.Id);
        _references.Assets[media.Id] = new AssetReference(asset.Text("id")!, media);
        var (video, audio) = (media.HasVideo || hasPicture, media.HasAudio || hasSound);
        if (known is not null && media.IsAsRead && video == media.HasVideo && audio == media.HasAudio)
            return;
        if (read?.Name != media.Name)
            asset.Set("name", media.Name);
        asset.SetTime("start", media.StartTimecode);
        if (media.Duration != read?.Duration)
            asset.SetTime("duration", media.Duration);
        if (video != read?.HasVideo)
            asset.Set("hasVideo", video ? "1" : "0");
        if (media.Rate is { } rate && (read is null || read.Rate != media.Rate || read.Width != media.Width || read.Height != media.Height))
            asset.Set("format", document.Format(rate, media.Width, media.Height));
        if (audio != (read?.HasAudio ?? false))
            asset.Set("hasAudio", audio ? "1" : "0");
        if (audio && asset.Attribute("audioSources") is null)
            asset.Set("audioSources", "1");
        if (audio && media.AudioChannels != read?.AudioChannels)
            asset.SetAttributeValue("audioChannels", media.AudioChannels);
        if (audio && media.SampleRate != read?.SampleRate)
            asset.SetAttributeValue("audioRate", media.SampleRate);
        if (read is null || read.Path != media.Path)
            WritePath(asset, media);
        if (media.Synthetic is { } synthetic && read is null)
            document.Lose(media.Name.Length > 0 ? media.Name : media.Id, $"it is no file but the editor's own '{synthetic}': Final Cut will miss the file");
    }

    private void WritePath(XElement asset, MediaFile media)
    {
        var url = media.Path is { } path ? FcpxmlDocument.Url(path) : "file:///";
        if (media.Path is null)
            document.Lose(media.Name.Length > 0 ? media.Name : media.Id, "the file has no path: it is written as file:///");
        if (asset.Attribute("src") is not null)
        {
            asset.Set("src", url);
            return;
        }
        if (asset.Element("media-rep") is not { } representation)
        {
            representation = new XElement("media-rep", new XAttribute("kind", "original-media"));
            XmlLayout.InsertAfter(asset, null, representation);
        }
        representation.Set("src", url);
    }

    private void WriteCompound(Sequence sequence)
    {
        var media = document.Resource(_references.Nested[sequence.Id])!;
        if (sequence.IsAsRead && document.CopyOf(sequence)?.Parent == media)
            return;
        Rename(media, sequence.Name, document.CopyOf(sequence) is null ? null : (sequence.Origin!.AsRead as Sequence)?.Name);
        var element = media.Element("sequence");
        if (element is null)
            XmlLayout.InsertAfter(media, null, element = new XElement("sequence"));
        new SequenceWriter(document, _references).Write(sequence, element);
    }

    private void WriteProject(Sequence sequence)
    {
        if (document.CopyOf(sequence) is { } known)
        {
            if (sequence.IsAsRead)
                return;
            Rename(known.Parent!, sequence.Name, (sequence.Origin!.AsRead as Sequence)?.Name);
            new SequenceWriter(document, _references).Write(sequence, known);
            return;
        }
        var project = new XElement("project", new XAttribute("name", sequence.Name));
        if (FcpxmlDocument.IsName(sequence.Id) && document.Resource(sequence.Id) is null)
            project.SetAttributeValue("id", sequence.Id);
        var element = new XElement("sequence");
        project.Add(element);
        new SequenceWriter(document, _references).Write(sequence, element);
        var around = Event();
        XmlLayout.InsertAfter(around, around.Elements().LastOrDefault(), project);
    }

    private void WriteMulticam(Multicam multicam)
    {
        var media = document.Resource(_references.Multicams[multicam.Id])!;
        if (multicam.IsAsRead && document.CopyOf(multicam) is not null)
            return;
        Rename(media, multicam.Name, document.CopyOf(multicam) is null ? null : (multicam.Origin!.AsRead as Multicam)?.Name);
        var element = media.Element("multicam");
        if (element is null)
            XmlLayout.InsertAfter(media, null, element = new XElement("multicam"));
        if (element.Attribute("format") is null)
            element.Set("format", document.Format(multicam.Rate, null, null));
        var known = element.Elements("mc-angle").ToArray();
        var wanted = new List<XElement>();
        foreach (var angle in multicam.Angles)
        {
            var angleElement = document.CopyOf(angle) ?? new XElement("mc-angle");
            angleElement.Set("name", angle.Name.Length > 0 || angleElement.Attribute("name") is not null ? angle.Name : null);
            angleElement.Set("angleID", angle.Id);
            if (!angle.IsAsRead || document.CopyOf(angle) is null)
                new SequenceWriter(document, _references).WriteAngle(angle, angleElement, multicam);
            wanted.Add(angleElement);
        }
        XmlLayout.Arrange(element, known, wanted, after: null);
    }

    /// <param name="read">The name that was read; null for a new one.</param>
    private static void Rename(XElement owner, string name, string? read)
    {
        if (read != name)
            owner.Set("name", name);
    }

    private XElement Event()
    {
        if (document.Root.Descendants("event").FirstOrDefault() is { } known)
            return known;
        var added = new XElement("event", new XAttribute("name", Project.Name));
        if (document.IsNew)
            document.Root.Add(new XElement("library", added));
        else if (document.Root.Element("library") is { } library)
            XmlLayout.InsertAfter(library, null, added);
        else
            XmlLayout.InsertAfter(document.Root, document.Root.Elements().LastOrDefault(), new XElement("library", added));
        return added;
    }

    /// <summary>Takes out the timelines and files that the project no longer has; a file that the browser still shows stays.</summary>
    private void RemoveGone()
    {
        if (Project.Origin?.AsRead is not TimelineProject read || document.IsNew)
            return;
        foreach (var gone in read.Sequences.Where(s => Project.FindSequence(s.Id) is null).Select(document.CopyOf).OfType<XElement>().Select(e => e.Parent).OfType<XElement>())
            XmlLayout.Remove(gone);
        var referred = document.Root.Descendants().Select(e => e.Text("ref")).OfType<string>().ToHashSet();
        foreach (var gone in read.Media.Where(m => Project.FindMedia(m.Id) is null && !referred.Contains(m.Id)).Select(document.CopyOf).OfType<XElement>())
            XmlLayout.Remove(gone);
    }
}
