return args switch
{
    ["leaks", .. var rest] => await Zhiping.Bench.Imaging.Leaks.Run(rest),
    _ => 2,
};
