using System.Collections;

namespace Saccade.Training;

/// <summary>Probabilities of which only that of the predicted class is known; the others read 0. Holds one number, however many classes there are.</summary>
internal sealed class OneProbability(int count, int known, float value) : IReadOnlyList<float>
{
    public int Count => count;

    public float this[int index] => index == known ? value : 0;

    public IEnumerator<float> GetEnumerator() => Enumerable.Range(0, count).Select(i => this[i]).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
