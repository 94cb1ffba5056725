using Saccade.Media;

namespace Saccade.Trajectories.Import;

/// <summary>Recordings sorted into a folder for each class: <c>clips/wave/a.mp4</c>, <c>clips/wave/b/0001.png</c>. Hidden files are left out.</summary>
internal static class ClassFolders
{
    /// <exception cref="MediaException">There is no such folder, or no folders of classes in it.</exception>
    public static List<Recording> Read(string folder)
    {
        if (!Directory.Exists(folder))
            throw new MediaException(folder, "there is no such folder");
        var recordings = new List<Recording>();
        foreach (var ofClass in Directory.EnumerateDirectories(folder).Where(IsShown).Order(StringComparer.Ordinal))
        {
            if (SquareFrames.IsFrameFolder(ofClass))
                throw new MediaException(ofClass, "it holds pictures, where a folder of a class holds recordings: make clips/CLASS/RECORDING/0001.png of it, or give --labels");
            foreach (var path in Directory.EnumerateFileSystemEntries(ofClass).Where(IsShown).Order(StringComparer.Ordinal))
            {
                var name = Path.GetRelativePath(folder, path);
                recordings.Add(new(name, path, Path.GetFileName(ofClass), name));
            }
        }
        return recordings.Count > 0
            ? recordings
            : throw new MediaException(folder, "it holds no folders of classes with recordings in them, such as clips/wave/a.mp4; or say which file is what with --labels");
    }

    private static bool IsShown(string path) => !Path.GetFileName(path).StartsWith('.');
}
