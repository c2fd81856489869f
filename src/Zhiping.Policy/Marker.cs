namespace Zhiping.Policy; internal static class Marker;
