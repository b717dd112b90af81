;; One group through all its years: what `passYear` in ../cohort.ts does, two ages at a time (128-bit SIMD).
;;
;; Every row of ages has an even number of cells, a multiple of 16 bytes; the cells after the last age hold zeros.
;; Tables of exits stand in six blocks one after the other: who stays, then who leaves by each of the five flows.
(module
  (import "env" "memory" (memory 1))
  (func (export "pass")
    (param $stock i32)    ;; heads by age; two cells more than a row
    (param $stay i32)     ;; share that stays, by year and age
    (param $block i32)    ;; bytes from one block of exits to the next
    (param $fte i32)      ;; FTE per head by age (and year)
    (param $fteStep i32)  ;; bytes from one year of it to the next, 0 when all are alike
    (param $base i32)     ;; entrants by age that come in every year; two cells more than a row
    (param $factor i32)   ;; by which they are multiplied in each year
    (param $arrivals i32) ;; other entrants and net moves by year and age; two cells more in every row
    (param $years i32)
    (param $row i32)      ;; bytes of a row of ages
    (param $last i32)     ;; bytes from the first age to the last
    (param $out i32)      ;; for every year heads, FTE, FTE that stays, and heads that left by the five flows
    (result f64)          ;; the fewest heads in any cell
    (local $at i32) (local $cell i32)
    (local $n v128) (local $staying v128) (local $f v128) (local $times v128) (local $next v128)
    (local $heads v128) (local $sumFte v128) (local $stayFte v128) (local $least v128)
    (local $r v128) (local $d v128) (local $e v128) (local $s v128) (local $t v128)
    (local $older f64)
    (local.set $least (f64x2.splat (f64.const inf)))
    (loop $year
      (local.set $heads (v128.const f64x2 0 0))
      (local.set $sumFte (v128.const f64x2 0 0))
      (local.set $stayFte (v128.const f64x2 0 0))
      (local.set $r (v128.const f64x2 0 0))
      (local.set $d (v128.const f64x2 0 0))
      (local.set $e (v128.const f64x2 0 0))
      (local.set $s (v128.const f64x2 0 0))
      (local.set $t (v128.const f64x2 0 0))
      (local.set $times (v128.load64_splat (local.get $factor)))
      ;; The last age is open: who stays there waits for those who come from below.
      (local.set $older
        (f64.mul
          (f64.load (i32.add (local.get $stock) (local.get $last)))
          (f64.load (i32.add (local.get $stay) (local.get $last)))))
      (local.set $at (local.get $row))
      (loop $ages
        (local.set $at (i32.sub (local.get $at) (i32.const 16)))
        (local.set $cell (i32.add (local.get $stay) (local.get $at)))
        (local.set $n (v128.load (i32.add (local.get $stock) (local.get $at))))
        (local.set $f (v128.load (i32.add (local.get $fte) (local.get $at))))
        (local.set $staying (f64x2.mul (local.get $n) (v128.load (local.get $cell))))
        (local.set $heads (f64x2.add (local.get $heads) (local.get $n)))
        (local.set $sumFte (f64x2.add (local.get $sumFte) (f64x2.mul (local.get $n) (local.get $f))))
        (local.set $stayFte (f64x2.add (local.get $stayFte) (f64x2.mul (local.get $staying) (local.get $f))))
        (local.set $cell (i32.add (local.get $cell) (local.get $block)))
        (local.set $r (f64x2.add (local.get $r) (f64x2.mul (local.get $n) (v128.load (local.get $cell)))))
        (local.set $cell (i32.add (local.get $cell) (local.get $block)))
        (local.set $d (f64x2.add (local.get $d) (f64x2.mul (local.get $n) (v128.load (local.get $cell)))))
        (local.set $cell (i32.add (local.get $cell) (local.get $block)))
        (local.set $e (f64x2.add (local.get $e) (f64x2.mul (local.get $n) (v128.load (local.get $cell)))))
        (local.set $cell (i32.add (local.get $cell) (local.get $block)))
        (local.set $s (f64x2.add (local.get $s) (f64x2.mul (local.get $n) (v128.load (local.get $cell)))))
        (local.set $cell (i32.add (local.get $cell) (local.get $block)))
        (local.set $t (f64x2.add (local.get $t) (f64x2.mul (local.get $n) (v128.load (local.get $cell)))))
        ;; Arrivals stand one age further, where those who stay go to.
        (local.set $next
          (f64x2.add
            (f64x2.add
              (local.get $staying)
              (v128.load offset=8 (i32.add (local.get $arrivals) (local.get $at))))
            (f64x2.mul
              (local.get $times)
              (v128.load offset=8 (i32.add (local.get $base) (local.get $at))))))
        (local.set $least (f64x2.min (local.get $least) (local.get $next)))
        (v128.store offset=8 (i32.add (local.get $stock) (local.get $at)) (local.get $next))
        (br_if $ages (local.get $at)))
      ;; The youngest are those who arrive; who stays in the last age joins it; nobody is older than that.
      (f64.store (local.get $stock)
        (f64.add
          (f64.load (local.get $arrivals))
          (f64.mul (f64.load (local.get $factor)) (f64.load (local.get $base)))))
      (local.set $cell (i32.add (local.get $stock) (local.get $last)))
      (f64.store (local.get $cell) (f64.add (f64.load (local.get $cell)) (local.get $older)))
      (v128.store offset=8 (local.get $cell) (v128.const f64x2 0 0))
      (local.set $least
        (f64x2.min (local.get $least) (v128.load64_splat (local.get $stock))))
      (f64.store (local.get $out)
        (f64.add (f64x2.extract_lane 0 (local.get $heads)) (f64x2.extract_lane 1 (local.get $heads))))
      (f64.store offset=8 (local.get $out)
        (f64.add (f64x2.extract_lane 0 (local.get $sumFte)) (f64x2.extract_lane 1 (local.get $sumFte))))
      (f64.store offset=16 (local.get $out)
        (f64.add (f64x2.extract_lane 0 (local.get $stayFte)) (f64x2.extract_lane 1 (local.get $stayFte))))
      (f64.store offset=24 (local.get $out)
        (f64.add (f64x2.extract_lane 0 (local.get $r)) (f64x2.extract_lane 1 (local.get $r))))
      (f64.store offset=32 (local.get $out)
        (f64.add (f64x2.extract_lane 0 (local.get $d)) (f64x2.extract_lane 1 (local.get $d))))
      (f64.store offset=40 (local.get $out)
        (f64.add (f64x2.extract_lane 0 (local.get $e)) (f64x2.extract_lane 1 (local.get $e))))
      (f64.store offset=48 (local.get $out)
        (f64.add (f64x2.extract_lane 0 (local.get $s)) (f64x2.extract_lane 1 (local.get $s))))
      (f64.store offset=56 (local.get $out)
        (f64.add (f64x2.extract_lane 0 (local.get $t)) (f64x2.extract_lane 1 (local.get $t))))
      (local.set $out (i32.add (local.get $out) (i32.const 64)))
      (local.set $stay (i32.add (local.get $stay) (local.get $row)))
      (local.set $arrivals (i32.add (i32.add (local.get $arrivals) (local.get $row)) (i32.const 16)))
      (local.set $fte (i32.add (local.get $fte) (local.get $fteStep)))
      (local.set $factor (i32.add (local.get $factor) (i32.const 8)))
      (br_if $year (local.tee $years (i32.sub (local.get $years) (i32.const 1)))))
    (f64.min
      (f64x2.extract_lane 0 (local.get $least))
      (f64x2.extract_lane 1 (local.get $least)))))
