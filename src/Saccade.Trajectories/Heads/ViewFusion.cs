using Saccade.Neural;
using Saccade.Tensors;
using Saccade.Tensors.Operations;

namespace Saccade.Trajectories.Heads;

/// <summary>
/// Makes one vector of the features of a clip's views, which the extractor has seen one by one. Each view is projected and gets the learnt code
/// of its camera, so that it is known which picture is whose; a network looks at each view alone, and the mean over views is what they say together.
/// (Attention between views instead left three times the position error after 6,000 clips.) Letters: N clips, V views, P numbers of a view, W width.
/// </summary>
public sealed class ViewFusion : Layer
{
    private readonly int _views;
    private readonly Linear _project;
    private readonly Tensor _viewCode;
    private readonly Mlp _alone;

    /// <param name="engine">Where the parameters live.</param>
    /// <param name="inputs">P</param>
    /// <param name="width">W</param>
    /// <param name="views">V</param>
    public ViewFusion(Engine engine, int inputs, int width, int views)
        : base(engine)
    {
        _views = views;
        _project = Register("project", new Linear(engine, inputs, width));
        // As large as what it is added to: a small code would long be overheard.
        _viewCode = RegisterParameter("view_code", new Shape(views, width), Initializers.TruncatedNormal(0.5));
        _alone = Register("alone", new Mlp(engine, width, width, width));
    }

    /// <summary>x [N V, P], the views of a clip one after another -> [N, W]</summary>
    protected override Tensor Apply(Tensor x)
    {
        var views = _project.Forward(x).Reshape(x.Shape[0] / _views, _views, _viewCode.Shape[1]);   // [N, V, W]
        return _alone.Forward(views.Add(_viewCode)).Mean([1]);                                      // [N, W]
    }
}
