import { bucketMinutes, type Report } from "@eigenkanaal/protocol";
import {
  Bar,
  BarChart,
  CartesianGrid,
  LabelList,
  Line,
  LineChart,
  ReferenceLine,
  ResponsiveContainer,
  XAxis,
  YAxis,
} from "recharts";
import { useFormats } from "../../texts/formats.js";
import { useTexts } from "../../texts/texts.js";
import type { Naming } from "./tables.js";
import { durationWords, shareOf } from "./written.js";

/** Drawings beside their tables: what they say, the table says too. From nought, named where they are, told apart by more than colour. */

/** Where the norm lies in the distribution: before this bucket; undefined where there are several norms, or it lies within one. */
const firstLateBucket = ({ norms }: Report): number | undefined => {
  if (!norms || norms.minMinutes !== norms.maxMinutes) return undefined;
  const bound = bucketMinutes.findIndex((minutes) => minutes >= norms.minMinutes);
  return bucketMinutes[bound] === norms.minMinutes ? bound + 1 : undefined;
};

const asCount = (value: unknown) => (typeof value === "number" && value > 0 ? String(value) : "");

/** First answers by how long they took, the norm as a line. */
export const DistributionChart = ({ report }: { report: Report }) => {
  const { reports: words } = useTexts();
  const late = firstLateBucket(report);
  const data = report.distribution.map((answered, bucket) => ({
    name: words.buckets[bucket] ?? "",
    ...(late !== undefined && bucket >= late ? { late: answered } : { inTime: answered }),
  }));
  const normMs = (report.norms?.minMinutes ?? 0) * 60_000;
  const norm = durationWords({ ms: normMs, clock: "open" }, words.duration.short);
  return (
    <ResponsiveContainer width="100%" height={300}>
      <BarChart
        data={data}
        layout="vertical"
        margin={{ top: 16, right: 48, bottom: 0, left: 0 }}
        accessibilityLayer={false}
      >
        <defs>
          <pattern
            id="report-hatch"
            width="6"
            height="6"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <rect className="report-hatch-ground" width="6" height="6" />
            <rect className="report-hatch-line" width="2.5" height="6" />
          </pattern>
        </defs>
        <XAxis type="number" domain={[0, "auto"]} hide allowDecimals={false} />
        <YAxis type="category" dataKey="name" width={128} interval={0} tickLine={false} axisLine={false} />
        <Bar dataKey="inTime" stackId="one" className="report-bar" isAnimationActive={false}>
          <LabelList dataKey="inTime" position="right" formatter={asCount} />
        </Bar>
        <Bar
          dataKey="late"
          stackId="one"
          className="report-bar-late"
          fill="url(#report-hatch)"
          isAnimationActive={false}
        >
          <LabelList dataKey="late" position="right" formatter={asCount} />
        </Bar>
        {late !== undefined && (
          <ReferenceLine
            y={data[late]?.name ?? ""}
            position="start"
            className="report-norm"
            label={{ value: words.chartNorm(norm), position: "insideTopRight" }}
          />
        )}
      </BarChart>
    </ResponsiveContainer>
  );
};

/** How many conversations began in each part of the period, and below it which share was answered within the norm. */
export const TrendChart = ({ report, nameOf }: { report: Report; nameOf: Naming["days"] }) => {
  const { reports: words } = useTexts();
  const formats = useFormats();
  const data = report.trend.map((part) => {
    const share = shareOf({ part: part.within, rest: part.missed });
    return {
      name: report.step === "month" ? nameOf(part) : formats.shortDay(part.fromDate),
      volume: part.volume,
      share: share === undefined ? null : share * 100,
    };
  });
  const margin = { top: 8, right: 8, bottom: 0, left: 0 };
  const days = <XAxis dataKey="name" minTickGap={24} tickLine={false} />;
  return (
    <>
      <p className="report-chart-name">{words.chartVolume}</p>
      <ResponsiveContainer width="100%" height={180}>
        <BarChart data={data} margin={margin} accessibilityLayer={false}>
          <CartesianGrid vertical={false} />
          {days}
          <YAxis width={40} domain={[0, "auto"]} allowDecimals={false} tickLine={false} axisLine={false} />
          <Bar dataKey="volume" className="report-bar" isAnimationActive={false} />
        </BarChart>
      </ResponsiveContainer>
      <p className="report-chart-name">{words.chartShare}</p>
      <ResponsiveContainer width="100%" height={160}>
        <LineChart data={data} margin={margin} accessibilityLayer={false}>
          <CartesianGrid vertical={false} />
          {days}
          <YAxis
            width={40}
            domain={[0, 100]}
            ticks={[0, 50, 100]}
            tickFormatter={(value: number) => `${value}%`}
            tickLine={false}
            axisLine={false}
          />
          <Line
            dataKey="share"
            className="report-line"
            type="linear"
            dot={data.length <= 31}
            isAnimationActive={false}
          />
        </LineChart>
      </ResponsiveContainer>
    </>
  );
};
